package dev.sluice.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.batch.Ids;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns events into deliveries. An event is taken by its flag, never by its id: transactions commit out of the order of
 * their ids, and a reader that pages would pass one by for good.
 */
final class FanOut {
    private static final int GROUP = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TAKE = """
            UPDATE event SET fanned_out = true
             WHERE id IN (SELECT id FROM event WHERE NOT fanned_out ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED)
            RETURNING id, tenant_id, type, body
            """.formatted(GROUP);

    private static final String INSERT = """
            INSERT INTO delivery (id, tenant_id, event_id, endpoint_id, batch_id, type, body, event_at, state,
                                  next_attempt_at, created_at)
            SELECT n.id, e.tenant_id, e.id, p.id, e.batch_id, n.type, n.body, e.created_at, 'pending',
                   sluice_now() + n.wait * interval '1 ms', sluice_now()
              FROM unnest(?, ?, ?, ?, ?, ?) WITH ORDINALITY AS n(id, event_id, endpoint_id, wait, type, body, nr)
              JOIN event e ON e.id = n.event_id
              JOIN endpoint p ON p.tenant_id = e.tenant_id AND p.id = n.endpoint_id
             WHERE p.disabled_at IS NULL
             ORDER BY n.nr
            ON CONFLICT (event_id, endpoint_id) DO NOTHING
            """;

    private record Taken(UUID id, String tenantId, String type, String body) {}

    private record New(UUID id, UUID eventId, UUID endpointId, long delay, EventDialect.Told told) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Endpoints endpoints;
    private final RetrySchedule schedule;
    private final Ids ids;

    FanOut(JdbcTemplate jdbc, TransactionTemplate transaction, Endpoints endpoints, RetrySchedule schedule, Ids ids) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.endpoints = endpoints;
        this.schedule = schedule;
        this.ids = ids;
    }

    /**
     * Fans out one group of waiting events, in one transaction.
     *
     * @return whether more may be waiting
     */
    boolean next() {
        Boolean full = transaction.execute(status -> {
            List<Taken> events = jdbc.query(
                    TAKE,
                    (row, n) -> new Taken(
                            row.getObject("id", UUID.class),
                            row.getString("tenant_id"),
                            row.getString("type"),
                            row.getString("body")));
            insert(events);
            return events.size() == GROUP;
        });
        return Boolean.TRUE.equals(full);
    }

    private void insert(List<Taken> events) {
        List<New> deliveries = new ArrayList<>();
        for (Taken event : events) {
            JsonNode body = null;
            for (Endpoint endpoint : endpoints.subscribed(event.tenantId(), event.type())) {
                EventDialect dialect = endpoint.dialect();
                if (body == null && dialect != NativeDialect.INSTANCE) {
                    body = parsed(event);
                }
                dialect.tell(event.type(), body == null ? MissingNode.getInstance() : body)
                        .ifPresent(told -> deliveries.add(new New(
                                ids.next(),
                                event.id(),
                                endpoint.id(),
                                schedule.first().toMillis(),
                                told)));
            }
        }
        if (!deliveries.isEmpty()) {
            jdbc.execute((ConnectionCallback<Integer>) connection -> insert(connection, deliveries));
        }
    }

    private static JsonNode parsed(Taken event) {
        try {
            return JSON.readTree(event.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the body of event " + event.id() + " is no JSON", e);
        }
    }

    private static int insert(Connection connection, List<New> deliveries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, array(connection, "uuid", deliveries, New::id));
            statement.setArray(2, array(connection, "uuid", deliveries, New::eventId));
            statement.setArray(3, array(connection, "uuid", deliveries, New::endpointId));
            statement.setArray(4, array(connection, "int8", deliveries, New::delay));
            statement.setArray(
                    5, array(connection, "text", deliveries, n -> n.told().type()));
            statement.setArray(
                    6, array(connection, "text", deliveries, n -> n.told().body()));
            return statement.executeUpdate();
        }
    }

    private static Array array(
            Connection connection, String type, List<New> deliveries, Function<New, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, deliveries.stream().map(value).toArray());
    }
}

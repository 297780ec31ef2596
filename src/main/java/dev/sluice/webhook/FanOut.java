package dev.sluice.webhook;

import dev.sluice.batch.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns events into deliveries. An event is taken by its flag, never by its id: transactions commit out of the order of
 * their ids, and a reader that pages would pass one by for good.
 */
final class FanOut {
    private static final int GROUP = 500;

    private static final String TAKE = """
            UPDATE event SET fanned_out = true
             WHERE id IN (SELECT id FROM event WHERE NOT fanned_out ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED)
            RETURNING id, tenant_id, type
            """.formatted(GROUP);

    private static final String INSERT = """
            INSERT INTO delivery (id, tenant_id, event_id, endpoint_id, batch_id, type, event_at, state,
                                  next_attempt_at, created_at)
            SELECT n.id, e.tenant_id, e.id, p.id, e.batch_id, e.type, e.created_at, 'pending',
                   sluice_now() + n.wait * interval '1 ms', sluice_now()
              FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS n(id, event_id, endpoint_id, wait, nr)
              JOIN event e ON e.id = n.event_id
              JOIN endpoint p ON p.tenant_id = e.tenant_id AND p.id = n.endpoint_id
             WHERE p.disabled_at IS NULL
             ORDER BY n.nr
            ON CONFLICT (event_id, endpoint_id) DO NOTHING
            """;

    private record Taken(UUID id, String tenantId, String type) {}

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
                            row.getObject("id", UUID.class), row.getString("tenant_id"), row.getString("type")));
            insert(events);
            return events.size() == GROUP;
        });
        return Boolean.TRUE.equals(full);
    }

    private void insert(List<Taken> events) {
        List<UUID> deliveryIds = new ArrayList<>();
        List<UUID> eventIds = new ArrayList<>();
        List<UUID> endpointIds = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        for (Taken event : events) {
            for (Endpoint endpoint : endpoints.subscribed(event.tenantId(), event.type())) {
                deliveryIds.add(ids.next());
                eventIds.add(event.id());
                endpointIds.add(endpoint.id());
                waits.add(schedule.first().toMillis());
            }
        }
        if (!deliveryIds.isEmpty()) {
            jdbc.execute((ConnectionCallback<Integer>)
                    connection -> insert(connection, deliveryIds, eventIds, endpointIds, waits));
        }
    }

    private static int insert(
            Connection connection, List<UUID> ids, List<UUID> eventIds, List<UUID> endpointIds, List<Long> waits)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", eventIds.toArray()));
            statement.setArray(3, connection.createArrayOf("uuid", endpointIds.toArray()));
            statement.setArray(4, connection.createArrayOf("int8", waits.toArray()));
            return statement.executeUpdate();
        }
    }
}

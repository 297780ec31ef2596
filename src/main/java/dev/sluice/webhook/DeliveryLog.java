package dev.sluice.webhook;

import dev.sluice.batch.WakeUp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of events that endpoints wanted to know of; and the means to send one again. */
public class DeliveryLog {
    private static final String DELIVERIES = """
            SELECT d.id, d.event_id, d.type, d.batch_id, d.endpoint_id, p.label, d.state, d.attempts, d.created_at,
                   d.next_attempt_at, d.ended_at
              FROM delivery d
              JOIN endpoint p ON p.tenant_id = d.tenant_id AND p.id = d.endpoint_id
             WHERE d.tenant_id = :tenant AND %s
             ORDER BY d.id%s
             LIMIT :limit
            """;

    private static final String OF_ENDPOINT =
            "d.endpoint_id = :of AND (CAST(:state AS text) IS NULL OR d.state = :state)";

    private final JdbcClient jdbc;
    private final EndpointTable endpointTable;
    private final Endpoints endpoints;
    private final WakeUp wakeUp;

    DeliveryLog(JdbcClient jdbc, EndpointTable endpointTable, Endpoints endpoints, WakeUp wakeUp) {
        this.jdbc = jdbc;
        this.endpointTable = endpointTable;
        this.endpoints = endpoints;
        this.wakeUp = wakeUp;
    }

    /** The deliveries of one event, one per endpoint that wanted it. */
    public List<Delivery> ofEvent(String tenantId, UUID eventId) {
        return deliveries(tenantId, "d.event_id = :of", eventId, Integer.MAX_VALUE);
    }

    /** The deliveries about a batch and its jobs, oldest first. */
    public List<Delivery> ofBatch(String tenantId, UUID batchId, int limit) {
        return deliveries(tenantId, "d.batch_id = :of", batchId, limit);
    }

    /**
     * Up to {@code limit} deliveries to an endpoint, newest first.
     *
     * @param state as in {@link Delivery#state}; null: any
     * @param before the id of the last delivery of the page before; null: {@code offset} says where to begin
     */
    public List<Delivery> ofEndpoint(
            String tenantId, UUID endpointId, @Nullable String state, @Nullable UUID before, long offset, int limit) {
        return jdbc.sql(DELIVERIES.formatted(
                                OF_ENDPOINT + " AND (CAST(:before AS uuid) IS NULL OR d.id < :before)", " DESC")
                        + " OFFSET :offset")
                .param("tenant", tenantId)
                .param("of", endpointId)
                .param("state", state)
                .param("before", before)
                .param("limit", limit)
                .param("offset", before == null ? offset : 0)
                .query((row, n) -> delivery(row))
                .list();
    }

    /** How many there are. */
    public long countOfEndpoint(String tenantId, UUID endpointId, @Nullable String state) {
        return jdbc.sql("SELECT count(*) FROM delivery d WHERE d.tenant_id = :tenant AND " + OF_ENDPOINT)
                .param("tenant", tenantId)
                .param("of", endpointId)
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** The delivery, if the tenant has it. */
    public Optional<Delivery> find(String tenantId, UUID deliveryId) {
        return deliveries(tenantId, "d.id = :of", deliveryId, 1).stream().findFirst();
    }

    /** All attempts of a delivery in their order; empty if there is no such delivery. */
    public List<DeliveryAttempt> attempts(String tenantId, UUID deliveryId) {
        return jdbc.sql("""
                SELECT * FROM delivery_attempt WHERE tenant_id = :tenant AND delivery_id = :id ORDER BY attempt
                """)
                .param("tenant", tenantId)
                .param("id", deliveryId)
                .query((row, n) -> new DeliveryAttempt(
                        row.getInt("attempt"),
                        row.getString("outcome"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        instant(row, "ended_at"),
                        row.getObject("status", Integer.class),
                        row.getObject("latency_ms", Long.class),
                        row.getString("error"),
                        row.getString("response")))
                .list();
    }

    /**
     * Sends one again, whatever became of it: same id, same body, a new signature, and all attempts of the schedule. If
     * its endpoint is disabled it waits until it is enabled.
     *
     * @return false if there is no such delivery; true also if an attempt is in progress, which then stands for it
     */
    public boolean redeliver(String tenantId, UUID deliveryId) {
        int moved =
                jdbc.sql("""
                UPDATE delivery
                   SET state = 'pending', failures = 0, next_attempt_at = sluice_now(), ended_at = NULL
                 WHERE tenant_id = :tenant AND id = :id AND state <> 'sending'
                """).param("tenant", tenantId).param("id", deliveryId).update();
        if (moved == 1) {
            wakeUp.signal();
            return true;
        }
        return jdbc.sql("SELECT 1 FROM delivery WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenantId)
                .param("id", deliveryId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Every endpoint that has ever been configured. */
    public List<EndpointStatus> endpoints(String tenantId) {
        return jdbc.sql("SELECT * FROM endpoint WHERE tenant_id = :tenant ORDER BY created_at, id")
                .param("tenant", tenantId)
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new EndpointStatus(
                            id,
                            row.getString("label"),
                            endpoints.get(id) != null,
                            instant(row, "last_success_at"),
                            instant(row, "failing_since"),
                            row.getInt("exhausted"),
                            instant(row, "disabled_at"),
                            row.getString("disabled_reason"));
                })
                .list();
    }

    /**
     * Enables an endpoint that was disabled; what was still to be delivered to it goes on.
     *
     * @return false if there is no such endpoint or it is not disabled
     */
    public boolean enable(String tenantId, UUID endpointId) {
        boolean enabled = endpointTable.enable(tenantId, endpointId);
        wakeUp.signal();
        return enabled;
    }

    /** How many deliveries wait for their next attempt, counted up to 100,000. */
    long pending() {
        return jdbc.sql("SELECT count(*) FROM (SELECT 1 FROM delivery WHERE state = 'pending' LIMIT 100000) AS waiting")
                .query(Long.class)
                .single();
    }

    private List<Delivery> deliveries(String tenantId, String condition, UUID of, int limit) {
        return jdbc.sql(DELIVERIES.formatted(condition, ""))
                .param("tenant", tenantId)
                .param("of", of)
                .param("limit", limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("batch_id", UUID.class),
                row.getObject("endpoint_id", UUID.class),
                row.getString("label"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_attempt_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

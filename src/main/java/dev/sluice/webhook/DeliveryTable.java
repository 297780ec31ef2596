package dev.sluice.webhook;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements on {@code delivery} and {@code delivery_attempt} that move a delivery. */
final class DeliveryTable {
    /**
     * A progress event is dropped if its batch has moved on or ended. While one is being sent, the batch's other events
     * wait, so that none arrives before it and makes it a lie. The caller holds the endpoint's row.
     */
    private static final String CLAIM = """
            WITH due AS (
              SELECT d.id, d.type = 'job_run.progress'
                     AND (EXISTS (SELECT 1 FROM delivery n
                                   WHERE n.endpoint_id = d.endpoint_id AND n.batch_id = d.batch_id
                                     AND n.type = 'job_run.progress' AND n.event_at > d.event_at)
                       OR EXISTS (SELECT 1 FROM event own JOIN event last ON last.batch_id = own.batch_id
                                   WHERE own.id = d.event_id AND last.job_id IS NULL
                                     AND last.type IN ('job_run.completed', 'job_run.failed', 'job_run.cancelled')
                                     AND last.generation >= own.generation)) AS stale
                FROM delivery d
               WHERE d.tenant_id = :tenant AND d.endpoint_id = :endpoint AND d.state = 'pending'
                 AND d.next_attempt_at <= (SELECT sluice_now())
                 AND NOT (d.type LIKE 'job\\_run.%' AND EXISTS (
                       SELECT 1 FROM delivery p
                        WHERE p.endpoint_id = d.endpoint_id AND p.batch_id = d.batch_id
                          AND p.type = 'job_run.progress' AND p.state = 'sending'))
               ORDER BY d.next_attempt_at
               LIMIT :limit
                 FOR UPDATE OF d SKIP LOCKED
            ), claimed AS (
              UPDATE delivery d
                 SET state = CASE WHEN due.stale THEN 'superseded' ELSE 'sending' END,
                     attempts = d.attempts + CASE WHEN due.stale THEN 0 ELSE 1 END,
                     next_attempt_at = NULL,
                     lease_until = CASE WHEN due.stale THEN NULL ELSE sluice_now() + :lease * interval '1 ms' END,
                     node_id = CASE WHEN due.stale THEN NULL ELSE :node END,
                     ended_at = CASE WHEN due.stale THEN sluice_now() END
                FROM due
               WHERE d.id = due.id
              RETURNING d.*
            ), begun AS (
              INSERT INTO delivery_attempt (delivery_id, attempt, tenant_id, outcome, started_at)
              SELECT id, attempts, tenant_id, 'sending', sluice_now() FROM claimed WHERE state = 'sending'
            )
            SELECT c.id, c.event_id, c.type, c.attempts, c.failures, c.state = 'sending' AS live, coalesce(c.body, e.body) AS body
              FROM claimed c
              JOIN event e ON e.id = c.event_id
            """;

    private static final String PUT_BACK = """
            WITH lost AS (
              SELECT id FROM delivery
               WHERE state = 'sending' AND %s
                 FOR UPDATE SKIP LOCKED
            ), back AS (
              UPDATE delivery d
                 SET state = 'pending', next_attempt_at = sluice_now(), lease_until = NULL, node_id = NULL
                FROM lost WHERE d.id = lost.id
              RETURNING d.id, d.attempts
            )
            UPDATE delivery_attempt a
               SET outcome = 'lost', ended_at = sluice_now(),
                   error = 'The hub ended before the answer was recorded; it may have been delivered.'
              FROM back
             WHERE a.delivery_id = back.id AND a.attempt = back.attempts AND a.outcome = 'sending'
            """;

    /** What one claim took; {@code more} if there may be more. */
    record Claim(List<DueDelivery> deliveries, boolean more) {}

    private record Row(DueDelivery delivery, boolean live) {}

    private final JdbcClient jdbc;
    private final UUID nodeId;
    private final LongSupplier nanoTime;

    DeliveryTable(JdbcClient jdbc, UUID nodeId, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.nodeId = nodeId;
        this.nanoTime = nanoTime;
    }

    Claim claim(Endpoint endpoint, int limit, Duration lease) {
        long claimedAt = nanoTime.getAsLong();
        List<Row> rows = jdbc.sql(CLAIM)
                .param("tenant", endpoint.tenantId())
                .param("endpoint", endpoint.id())
                .param("limit", limit)
                .param("lease", lease.toMillis())
                .param("node", nodeId)
                .query((row, n) -> new Row(
                        new DueDelivery(
                                row.getObject("id", UUID.class),
                                endpoint.tenantId(),
                                endpoint.id(),
                                row.getObject("event_id", UUID.class),
                                row.getString("type"),
                                row.getInt("attempts"),
                                row.getInt("failures"),
                                row.getString("body"),
                                claimedAt),
                        row.getBoolean("live")))
                .list();
        return new Claim(rows.stream().filter(Row::live).map(Row::delivery).toList(), rows.size() == limit);
    }

    /** Attempts whose node let the lease run out are free to be tried again. */
    int putBackLost() {
        return jdbc.sql(PUT_BACK.formatted("lease_until <= (SELECT sluice_now())"))
                .update();
    }

    /** What an earlier life of this node had in progress is nobody's now. */
    int putBackOwn() {
        return jdbc.sql(PUT_BACK.formatted("node_id = :node"))
                .param("node", nodeId)
                .update();
    }

    /** Writes an attempt's end, whether or not the delivery is still ours. */
    void attemptEnded(DueDelivery delivery, HttpAnswer answer, @Nullable String error) {
        jdbc.sql("""
                UPDATE delivery_attempt
                   SET outcome = :outcome, ended_at = sluice_now(), status = :status, latency_ms = :latency,
                       error = :error, response = :response
                 WHERE delivery_id = :id AND attempt = :attempt
                """)
                .param("id", delivery.id())
                .param("attempt", delivery.attempt())
                .param("outcome", answer.success() ? "delivered" : "failed")
                .param("status", answer.status())
                .param("latency", answer.latencyMs())
                .param("error", error)
                .param("response", answer.excerpt())
                .update();
    }

    /** It arrived. A claim that was put back meanwhile, and not taken again, need not be repeated. */
    boolean delivered(DueDelivery delivery) {
        return end(delivery, "delivered", "state IN ('sending', 'pending')", delivery.failures());
    }

    /** It is given up. */
    boolean failed(DueDelivery delivery) {
        return end(delivery, "failed", "state = 'sending'", delivery.failures() + 1);
    }

    private boolean end(DueDelivery delivery, String state, String condition, int failures) {
        return jdbc.sql("""
                UPDATE delivery
                   SET state = :state, failures = :failures, ended_at = sluice_now(), next_attempt_at = NULL,
                       lease_until = NULL, node_id = NULL
                 WHERE id = :id AND attempts = :attempt AND %s
                """.formatted(condition))
                        .param("id", delivery.id())
                        .param("attempt", delivery.attempt())
                        .param("state", state)
                        .param("failures", failures)
                        .update()
                == 1;
    }

    /** It is to be tried again after that wait. */
    boolean retry(DueDelivery delivery, Duration wait) {
        return jdbc.sql("""
                UPDATE delivery
                   SET state = 'pending', failures = :failures, next_attempt_at = sluice_now() + :wait * interval '1 ms',
                       lease_until = NULL, node_id = NULL
                 WHERE id = :id AND attempts = :attempt AND state = 'sending'
                """)
                        .param("id", delivery.id())
                        .param("attempt", delivery.attempt())
                        .param("failures", delivery.failures() + 1)
                        .param("wait", wait.toMillis())
                        .update()
                == 1;
    }
}

package dev.sluice.webhook;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements on {@code endpoint}. */
final class EndpointTable {
    /** A busy endpoint's row is not written for every success. */
    private static final Duration SUCCESS_EVERY = Duration.ofSeconds(10);

    /** What the rows say about an endpoint; {@code due} if an attempt on it may be claimed. */
    record State(UUID id, boolean disabled, boolean due) {}

    private final JdbcClient jdbc;

    EndpointTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void register(Endpoint endpoint) {
        jdbc.sql("""
                INSERT INTO endpoint (tenant_id, id, label, created_at)
                VALUES (:tenant, :id, :label, sluice_now())
                ON CONFLICT DO NOTHING
                """)
                .param("tenant", endpoint.tenantId())
                .param("id", endpoint.id())
                .param("label", endpoint.label())
                .update();
    }

    /** The states of the endpoints of a tenant; what is no longer configured is among them and to be ignored. */
    List<State> states(String tenantId) {
        return jdbc.sql("""
                SELECT p.id, p.disabled_at IS NOT NULL AS disabled,
                       p.disabled_at IS NULL AND (p.resume_at IS NULL OR p.resume_at <= sluice_now())
                       AND EXISTS (SELECT 1 FROM delivery d
                                    WHERE d.endpoint_id = p.id AND d.state = 'pending'
                                      AND d.next_attempt_at <= (SELECT sluice_now())) AS due
                  FROM endpoint p
                 WHERE p.tenant_id = :tenant
                """)
                .param("tenant", tenantId)
                .query((row, n) ->
                        new State(row.getObject("id", UUID.class), row.getBoolean("disabled"), row.getBoolean("due")))
                .list();
    }

    /** Holds the endpoint for a claim, so that claims on it happen one after the other on all nodes. */
    boolean lockForClaim(String tenantId, UUID id) {
        return jdbc.sql("""
                SELECT 1 FROM endpoint
                 WHERE tenant_id = :tenant AND id = :id AND disabled_at IS NULL
                   AND (resume_at IS NULL OR resume_at <= sluice_now())
                   FOR NO KEY UPDATE
                """)
                .param("tenant", tenantId)
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void succeeded(String tenantId, UUID id) {
        jdbc.sql("""
                UPDATE endpoint
                   SET last_success_at = sluice_now(), failing_since = NULL, exhausted = 0, resume_at = NULL
                 WHERE tenant_id = :tenant AND id = :id
                   AND (failing_since IS NOT NULL OR last_success_at IS NULL
                        OR last_success_at <= sluice_now() - :every * interval '1 ms')
                """)
                .param("tenant", tenantId)
                .param("id", id)
                .param("every", SUCCESS_EVERY.toMillis())
                .update();
    }

    /**
     * An attempt failed.
     *
     * @param exhausted the delivery was given up, and it counts
     * @param hold for so long the endpoint asked not to be called; zero if it did not
     */
    void failed(String tenantId, UUID id, boolean exhausted, Duration hold) {
        jdbc.sql("""
                UPDATE endpoint
                   SET failing_since = coalesce(failing_since, sluice_now()),
                       exhausted = exhausted + :exhausted,
                       resume_at = CASE WHEN :hold = 0 THEN resume_at
                                        ELSE greatest(resume_at, sluice_now() + :hold * interval '1 ms') END
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("tenant", tenantId)
                .param("id", id)
                .param("exhausted", exhausted ? 1 : 0)
                .param("hold", hold.toMillis())
                .update();
    }

    /** Disables it; says whether it was enabled until now. */
    boolean disable(String tenantId, UUID id, String reason) {
        return jdbc.sql("""
                UPDATE endpoint SET disabled_at = sluice_now(), disabled_reason = :reason
                 WHERE tenant_id = :tenant AND id = :id AND disabled_at IS NULL
                """)
                        .param("tenant", tenantId)
                        .param("id", id)
                        .param("reason", reason)
                        .update()
                == 1;
    }

    /** Disables it if it has only failed for that long; says whether it was enabled until now. */
    boolean disableIfFailingFor(String tenantId, UUID id, Duration longest, String reason) {
        boolean tooLong = jdbc.sql("""
                SELECT 1 FROM endpoint
                 WHERE tenant_id = :tenant AND id = :id
                   AND failing_since <= sluice_now() - :longest * interval '1 ms'
                """)
                .param("tenant", tenantId)
                .param("id", id)
                .param("longest", longest.toMillis())
                .query(Integer.class)
                .optional()
                .isPresent();
        return tooLong && disable(tenantId, id, reason);
    }

    boolean enable(String tenantId, UUID id) {
        return jdbc.sql("""
                UPDATE endpoint
                   SET disabled_at = NULL, disabled_reason = NULL, failing_since = NULL, exhausted = 0, resume_at = NULL
                 WHERE tenant_id = :tenant AND id = :id AND disabled_at IS NOT NULL
                """).param("tenant", tenantId).param("id", id).update() == 1;
    }
}

package dev.sluice.api.pulse.largeresult;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements on {@code large_result}. */
@Component
class LargeResultTable {
    /**
     * A large result as it stands.
     *
     * @param over whether it can no longer be downloaded: it has been, or its time is over
     */
    record Row(UUID jobId, String tenantId, String token, boolean over) {}

    private final JdbcClient jdbc;

    LargeResultTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes it down unless it is known already. */
    void insert(UUID jobId, String tenantId, String token, Instant expiresAt) {
        jdbc.sql(
                        "INSERT INTO large_result (job_id, tenant_id, token, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(jobId, tenantId, token, OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
                .update();
    }

    Optional<Row> find(UUID jobId) {
        return jdbc.sql("""
                        SELECT job_id, tenant_id, token, spent_at IS NOT NULL OR expires_at <= sluice_now() AS over
                          FROM large_result WHERE job_id = ?
                        """).param(jobId).query((row, n) -> row(row)).optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("job_id", UUID.class),
                row.getString("tenant_id"),
                row.getString("token"),
                row.getBoolean("over"));
    }

    /** Gives it to a download; false if another one has it, or it is over. */
    boolean lend(UUID jobId, UUID download, Duration lease) {
        return jdbc.sql("""
                        UPDATE large_result SET lent_to = ?, lent_until = sluice_now() + ? * interval '1 millisecond'
                         WHERE job_id = ? AND spent_at IS NULL AND expires_at > sluice_now()
                           AND (lent_until IS NULL OR lent_until <= sluice_now())
                        """).params(download, lease.toMillis(), jobId).update() > 0;
    }

    /** The download goes on; false if it has been taken for dead and another one has the result. */
    boolean extend(UUID jobId, UUID download, Duration lease) {
        return jdbc.sql(
                                "UPDATE large_result SET lent_until = sluice_now() + ? * interval '1 millisecond' WHERE job_id = ? AND lent_to = ?")
                        .params(lease.toMillis(), jobId, download)
                        .update()
                > 0;
    }

    /** The download has ended. */
    void end(UUID jobId, UUID download, boolean whole) {
        jdbc.sql("""
                        UPDATE large_result
                           SET lent_to = NULL, lent_until = NULL, spent_at = CASE WHEN ? THEN sluice_now() ELSE spent_at END
                         WHERE job_id = ? AND lent_to = ?
                        """).params(whole, jobId, download).update();
    }

    /** Forgets those that nobody can have any more: what is asked for afterwards is over from the start. */
    void sweep() {
        jdbc.sql("DELETE FROM large_result WHERE expires_at < sluice_now() - interval '1 day'")
                .update();
    }
}

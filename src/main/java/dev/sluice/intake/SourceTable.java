package dev.sluice.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code source}. Times are the database's. */
final class SourceTable {
    private final JdbcClient jdbc;

    SourceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that were ever watched and not forgotten, by name. */
    List<SourceRow> all(String tenantId) {
        // A node whose own lease is over is dead: nobody waits for what it held.
        return jdbc.sql("""
                        SELECT s.*, CASE WHEN s.owner_node IS NULL OR (n.lease_until IS NOT NULL AND n.lease_until <= t.now) THEN 0
                                         ELSE round(1000 * extract(epoch FROM s.lease_until - t.now)) END AS left_ms
                          FROM source s LEFT JOIN node n ON n.id = s.owner_node,
                               (SELECT sluice_now() AS now) t
                         WHERE s.tenant_id = ? ORDER BY s.id
                        """).param(tenantId).query((row, n) -> row(row)).list();
    }

    /**
     * Takes or renews the ownership of a source.
     *
     * @return false while another node has it, or while it is paused
     */
    boolean own(String tenantId, String sourceId, UUID node, Duration lease) {
        return jdbc.sql("""
                        INSERT INTO source AS s (tenant_id, id, owner_node, lease_until, known_since)
                        SELECT ?, ?, ?, t.now + ? * interval '1 millisecond', t.now FROM (SELECT sluice_now() AS now) t
                        ON CONFLICT (tenant_id, id) DO UPDATE SET owner_node = excluded.owner_node, lease_until = excluded.lease_until
                         WHERE s.paused_at IS NULL
                           AND (s.owner_node IS NULL OR s.owner_node = excluded.owner_node OR s.lease_until <= excluded.known_since
                                OR EXISTS (SELECT 1 FROM node n WHERE n.id = s.owner_node AND n.lease_until <= excluded.known_since))
                        """).params(tenantId, sourceId, node, lease.toMillis()).update() > 0;
    }

    /** Gives up everything that a node holds, so that others need not wait. */
    void disown(String tenantId, UUID node) {
        jdbc.sql("UPDATE source SET owner_node = NULL, lease_until = NULL WHERE tenant_id = ? AND owner_node = ?")
                .params(tenantId, node)
                .update();
    }

    private static SourceRow row(ResultSet row) throws SQLException {
        return new SourceRow(
                row.getString("id"),
                row.getString("kind"),
                row.getString("place"),
                row.getObject("owner_node", UUID.class),
                Duration.ofMillis(row.getLong("left_ms")),
                time(row, "paused_at"),
                time(row, "run_requested_at"),
                row.getObject("known_since", OffsetDateTime.class).toInstant(),
                time(row, "last_poll_at"),
                time(row, "last_document_at"),
                time(row, "last_run_at"),
                row.getInt("backlog"),
                time(row, "waiting_since"),
                row.getString("error"),
                time(row, "error_since"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

package dev.sluice.intake.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
                        INSERT INTO source AS s (tenant_id, id, owner_node, lease_until, watched_since)
                        SELECT ?, ?, ?, t.now + ? * interval '1 millisecond', t.now FROM (SELECT sluice_now() AS now) t
                        ON CONFLICT (tenant_id, id) DO UPDATE SET owner_node = excluded.owner_node, lease_until = excluded.lease_until
                         WHERE s.paused_at IS NULL
                           AND (s.owner_node IS NULL OR s.owner_node = excluded.owner_node OR s.lease_until <= excluded.watched_since
                                OR EXISTS (SELECT 1 FROM node n WHERE n.id = s.owner_node AND n.lease_until <= excluded.watched_since))
                        """).params(tenantId, sourceId, node, lease.toMillis()).update() > 0;
    }

    /** Gives up everything that a node holds, so that others need not wait. */
    void disown(String tenantId, UUID node) {
        jdbc.sql("UPDATE source SET owner_node = NULL, lease_until = NULL WHERE tenant_id = ? AND owner_node = ?")
                .params(tenantId, node)
                .update();
    }

    /** Nobody looks at it until {@link #resume}. Repeated, it changes nothing. */
    void pause(String tenantId, String sourceId) {
        change(tenantId, sourceId, "paused_at = coalesce(s.paused_at, sluice_now()), run_requested_at = NULL");
    }

    void resume(String tenantId, String sourceId) {
        change(tenantId, sourceId, """
                watched_since = CASE WHEN s.paused_at IS NULL THEN s.watched_since ELSE sluice_now() END,
                paused_at = NULL""");
    }

    /** It is to be looked at as soon as can be. Repeated while that run is not over, it changes nothing. */
    void requestRun(String tenantId, String sourceId) {
        change(
                tenantId,
                sourceId,
                "run_requested_at = CASE WHEN s.paused_at IS NULL THEN coalesce(s.run_requested_at, sluice_now()) END");
    }

    private void change(String tenantId, String sourceId, String assignments) {
        jdbc.sql("INSERT INTO source (tenant_id, id, watched_since) VALUES (?, ?, sluice_now()) ON CONFLICT DO NOTHING")
                .params(tenantId, sourceId)
                .update();
        jdbc.sql("UPDATE source s SET " + assignments + " WHERE tenant_id = ? AND id = ?")
                .params(tenantId, sourceId)
                .update();
    }

    /** The run that was asked for then is over; one that was asked for since is not. */
    void endRun(String tenantId, String sourceId, Instant requestedAt) {
        jdbc.sql("""
                        UPDATE source SET last_run_at = run_requested_at, run_requested_at = NULL
                         WHERE tenant_id = ? AND id = ? AND run_requested_at = ?
                        """)
                .params(tenantId, sourceId, OffsetDateTime.ofInstant(requestedAt, ZoneOffset.UTC))
                .update();
    }

    /** How the source is doing, as the node sees it that owns it; from any other it is not taken. */
    void note(String tenantId, UUID node, SourceStatus status, Instant now) {
        jdbc.sql("""
                        UPDATE source
                           SET kind = :kind, place = :place, last_poll_at = coalesce(:polled, last_poll_at),
                               last_document_at = greatest(last_document_at, :document), backlog = :backlog,
                               waiting_since = CASE WHEN :backlog > 0 THEN coalesce(waiting_since, :now) END,
                               error = :error, error_since = :since
                         WHERE tenant_id = :tenant AND id = :id AND owner_node = :node
                        """)
                .param("kind", status.kind())
                .param("place", status.place())
                .param("polled", time(status.lastPollAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("document", time(status.lastDocumentAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("backlog", status.backlog())
                .param("now", time(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("error", status.error(), Types.VARCHAR)
                .param("since", time(status.errorSince()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("tenant", tenantId)
                .param("id", status.sourceId())
                .param("node", node)
                .update();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
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
                row.getObject("watched_since", OffsetDateTime.class).toInstant(),
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

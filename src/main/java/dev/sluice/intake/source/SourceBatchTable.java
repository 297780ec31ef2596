package dev.sluice.intake.source;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on batches that take documents of sources. */
final class SourceBatchTable {
    private final JdbcClient jdbc;

    SourceBatchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Batches of the source that still take documents, but do something else with them than it now wants. */
    List<UUID> receivingUnlike(SourceSettings settings) {
        return jdbc.sql("""
                        SELECT id FROM batch
                         WHERE tenant_id = ? AND source_id = ? AND status = 'receiving'
                           AND (operation <> ? OR engine <> ? OR options::jsonb IS DISTINCT FROM ?::jsonb OR max_size <> ?)
                        """)
                .params(
                        settings.tenantId(),
                        settings.sourceId(),
                        settings.operation().word(),
                        settings.engine(),
                        settings.options(),
                        settings.batchMaxSize())
                .query(UUID.class)
                .list();
    }

    /** The batch of a source that takes documents, if there is one. */
    List<UUID> receiving(String tenantId, String sourceId) {
        return jdbc.sql("SELECT id FROM batch WHERE tenant_id = ? AND source_id = ? AND status = 'receiving'")
                .params(tenantId, sourceId)
                .query(UUID.class)
                .list();
    }

    /** … and is sealed later than that, or at no time. */
    List<UUID> receivingAfter(SourceSettings settings, Instant time) {
        return jdbc.sql("""
                        SELECT id FROM batch
                         WHERE tenant_id = ? AND source_id = ? AND status = 'receiving' AND (seal_at IS NULL OR seal_at > ?)
                        """)
                .params(settings.tenantId(), settings.sourceId(), OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }
}

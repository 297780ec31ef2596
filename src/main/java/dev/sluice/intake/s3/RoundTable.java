package dev.sluice.intake.s3;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code s3_round}: how far each prefix has been listed. */
final class RoundTable {
    private final JdbcClient jdbc;

    RoundTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last key whose page is accepted; null at the front. */
    @Nullable
    String cursor(S3SourceSettings settings) {
        return jdbc.sql(
                        "SELECT cursor FROM s3_round WHERE tenant_id = ? AND source_id = ? AND prefix = ? AND cursor IS NOT NULL")
                .params(settings.source().tenantId(), settings.sourceId(), prefix(settings))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Moves the cursor; false if somebody else has done so meanwhile. */
    boolean advance(S3SourceSettings settings, @Nullable String from, @Nullable String to) {
        return jdbc.sql("""
                        INSERT INTO s3_round AS r (tenant_id, source_id, prefix, cursor) VALUES (:tenant, :source, :prefix, :to)
                        ON CONFLICT (tenant_id, source_id) DO UPDATE SET prefix = excluded.prefix, cursor = excluded.cursor
                         WHERE (CASE WHEN r.prefix = excluded.prefix THEN r.cursor END) IS NOT DISTINCT FROM CAST(:from AS text)
                        """)
                        .param("tenant", settings.source().tenantId())
                        .param("source", settings.sourceId())
                        .param("prefix", prefix(settings))
                        .param("from", from)
                        .param("to", to)
                        .update()
                > 0;
    }

    private static String prefix(S3SourceSettings settings) {
        return settings.prefix().address().toString();
    }
}

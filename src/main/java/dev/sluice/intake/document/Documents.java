package dev.sluice.intake.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells what is known of the documents of one tenant. */
@Component
public class Documents {
    private final JdbcClient jdbc;

    Documents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these ids that the tenant has, by id. */
    public Map<UUID, DocumentFacts> find(String tenantId, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        SELECT id, source_id, key, name, size, content, media_type, external_ref, metadata::text AS metadata, folder, fetch_kind,
                               fetch_address, fetch_connection, fetch_etag, fetch_version_id, accepted_at
                          FROM intake_record WHERE tenant_id = :tenant AND id = ANY(:ids)
                        """)
                .param("tenant", tenantId)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> facts(row))
                .stream()
                .collect(Collectors.toMap(DocumentFacts::id, Function.identity()));
    }

    /** For each document that the client calls so: one of its jobs, which may have been tried again since. */
    public List<UUID> jobsOf(String tenantId, String externalRef) {
        return jdbc.sql("SELECT latest_job_id FROM intake_record WHERE tenant_id = ? AND external_ref = ?")
                .params(tenantId, externalRef)
                .query(UUID.class)
                .list();
    }

    private static DocumentFacts facts(ResultSet row) throws SQLException {
        return new DocumentFacts(
                row.getObject("id", UUID.class),
                row.getString("source_id"),
                row.getString("key"),
                row.getString("name"),
                row.getLong("size"),
                row.getString("content"),
                row.getString("media_type"),
                row.getString("external_ref"),
                row.getString("metadata"),
                row.getString("folder"),
                DocumentTable.locator(row),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant());
    }
}

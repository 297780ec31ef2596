package dev.sluice.intake.folder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code intake_manifest}. */
final class ManifestTable {
    private final JdbcClient jdbc;

    ManifestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One whose file is still to be moved. */
    record Unsettled(
            UUID id,
            String key,
            boolean accepted,
            long size,
            Instant modifiedAt,
            String receipt,
            @Nullable String target) {}

    /** Writes one down; false if that version of it is known. */
    boolean insert(
            UUID id, FolderSettings settings, ListedFile file, String version, boolean accepted, String receipt) {
        return jdbc.sql("""
                        INSERT INTO intake_manifest (id, tenant_id, source_id, folder, key, version, accepted, size, modified_at,
                                              receipt, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, sluice_now())
                        ON CONFLICT (tenant_id, source_id, key, version) DO NOTHING
                        """)
                        .params(
                                id,
                                settings.tenantId(),
                                settings.sourceId(),
                                settings.directory().toString(),
                                file.key(),
                                version,
                                accepted,
                                file.size(),
                                time(file.modifiedAt()),
                                receipt)
                        .update()
                == 1;
    }

    /** The id of a known version, locked until the end of the transaction. */
    UUID lock(FolderSettings settings, String key, String version) {
        return jdbc.sql(
                        "SELECT id FROM intake_manifest WHERE tenant_id = ? AND source_id = ? AND key = ? AND version = ? FOR UPDATE")
                .params(settings.tenantId(), settings.sourceId(), key, version)
                .query(UUID.class)
                .single();
    }

    /** The batch it formed, and what its receipt is to say. */
    void formed(UUID id, @Nullable UUID batchId, String receipt) {
        jdbc.sql("UPDATE intake_manifest SET batch_id = coalesce(?, batch_id), receipt = ?::json WHERE id = ?")
                .params(batchId, receipt, id)
                .update();
    }

    /** The batch that it formed when it was accepted first. */
    Optional<UUID> batchOf(UUID id) {
        return jdbc.sql("SELECT batch_id FROM intake_manifest WHERE id = ? AND batch_id IS NOT NULL")
                .param(id)
                .query(UUID.class)
                .optional();
    }

    /** It lies in the folder again. */
    void seenAgain(UUID id, FolderSettings settings, ListedFile file) {
        jdbc.sql("""
                        UPDATE intake_manifest SET folder = ?, size = ?, modified_at = ?, target = NULL, settled_at = NULL WHERE id = ?
                        """)
                .params(settings.directory().toString(), file.size(), time(file.modifiedAt()), id)
                .update();
    }

    /** Whether a manifest of that key with these very bytes was accepted before: then its version begins with the hash. */
    Optional<UUID> accepted(FolderSettings settings, String key, String sha256) {
        return jdbc.sql("""
                        SELECT id FROM intake_manifest
                         WHERE tenant_id = ? AND source_id = ? AND key = ? AND starts_with(version, ?) AND accepted
                         ORDER BY created_at DESC LIMIT 1
                        """)
                .params(settings.tenantId(), settings.sourceId(), key, sha256)
                .query(UUID.class)
                .optional();
    }

    List<Unsettled> unsettled(FolderSettings settings) {
        return jdbc.sql("""
                        SELECT id, key, accepted, size, modified_at, receipt::text AS receipt, target FROM intake_manifest
                         WHERE tenant_id = ? AND source_id = ? AND folder = ? AND settled_at IS NULL ORDER BY id
                        """)
                .params(
                        settings.tenantId(),
                        settings.sourceId(),
                        settings.directory().toString())
                .query((row, n) -> unsettled(row))
                .list();
    }

    private static Unsettled unsettled(ResultSet row) throws SQLException {
        return new Unsettled(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getBoolean("accepted"),
                row.getLong("size"),
                row.getObject("modified_at", OffsetDateTime.class).toInstant(),
                row.getString("receipt"),
                row.getString("target"));
    }

    void plan(UUID id, String target) {
        jdbc.sql("UPDATE intake_manifest SET target = ? WHERE id = ?")
                .params(target, id)
                .update();
    }

    void settled(UUID id) {
        jdbc.sql("UPDATE intake_manifest SET settled_at = sluice_now() WHERE id = ?")
                .param(id)
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.IntakeRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code intake_record} that only watched folders need. */
final class FolderTable {
    private final JdbcClient jdbc;

    FolderTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts those that are new and returns their ids. */
    List<UUID> insert(FolderSettings settings, List<NewRecord> records) {
        return jdbc.sql("""
                        INSERT INTO intake_record (id, tenant_id, source_id, key, version, content, name, size, modified_at,
                                                   accepted_at, latest_job_id, folder, output, location, seen_at, original)
                        SELECT n.id, ?, ?, n.key, n.version, n.content, n.name, n.size, n.modified_at::timestamptz,
                               t.now, n.job_id, ?, ?, n.key, t.now, 'in_place'
                          FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                                 AS n (id, job_id, key, version, content, name, size, modified_at),
                               (SELECT sluice_now() AS now) t
                        ON CONFLICT (tenant_id, source_id, key, version) DO NOTHING
                        RETURNING id
                        """)
                .params(
                        settings.tenantId(),
                        settings.sourceId(),
                        settings.directory().toString(),
                        settings.output().toString(),
                        records.stream().map(NewRecord::id).toArray(UUID[]::new),
                        records.stream().map(NewRecord::jobId).toArray(UUID[]::new),
                        texts(records, record -> record.file().file().key()),
                        texts(records, record -> record.file().version()),
                        texts(records, record -> record.file().content()),
                        texts(
                                records,
                                record -> DocumentKey.lastPart(
                                        record.file().file().key())),
                        records.stream()
                                .map(record -> record.file().file().size())
                                .toArray(Long[]::new),
                        texts(
                                records,
                                record -> record.file().file().modifiedAt().toString()))
                .query(UUID.class)
                .list();
    }

    private static String[] texts(List<NewRecord> records, Function<NewRecord, @Nullable String> column) {
        return records.stream().map(column).toArray(String[]::new);
    }

    /** The record of that version, locked until the end of the transaction. */
    IntakeRecord lock(FolderSettings settings, String key, String version) {
        return jdbc.sql(
                        DocumentTable.COLUMNS
                                + " FROM intake_record i WHERE tenant_id = ? AND source_id = ? AND key = ? AND version = ? FOR UPDATE")
                .params(settings.tenantId(), settings.sourceId(), key, version)
                .query((row, n) -> DocumentTable.record(row))
                .single();
    }

    /** It lies in the folder, possibly again; its original waits for the job. */
    void seenAgain(UUID id, UUID latestJobId, FolderSettings settings, SecuredFile file) {
        jdbc.sql("""
                        UPDATE intake_record
                           SET latest_job_id = ?, folder = ?, output = ?, location = ?, size = ?, modified_at = ?, target = NULL,
                               seen_at = CASE WHEN settled_at IS NULL THEN seen_at ELSE sluice_now() END,
                               original = 'in_place', settled_at = NULL, dead_job_id = NULL, dead_at = NULL, dead_reason = NULL
                         WHERE id = ? AND original <> 'moving'
                        """)
                .params(
                        latestJobId,
                        settings.directory().toString(),
                        settings.output().toString(),
                        file.file().key(),
                        file.file().size(),
                        OffsetDateTime.ofInstant(file.file().modifiedAt(), ZoneOffset.UTC),
                        id)
                .update();
    }

    /** What is needed to recognise a file without reading it. */
    record Known(String key, long size, Instant modifiedAt) {}

    /** Documents of the source whose originals wait in its folder, the latest last. */
    List<Known> unsettled(FolderSettings settings) {
        return jdbc.sql("""
                        SELECT key, size, modified_at FROM intake_record
                         WHERE tenant_id = ? AND source_id = ? AND folder = ? AND original IN ('in_place', 'moving')
                         ORDER BY seen_at
                        """)
                .params(
                        settings.tenantId(),
                        settings.sourceId(),
                        settings.directory().toString())
                .query((row, n) -> new Known(row.getString(1), row.getLong(2), time(row, "modified_at")))
                .list();
    }

    /** What was ever accepted of the source under one of these keys. */
    List<Known> known(FolderSettings settings, Collection<String> keys) {
        return jdbc.sql("""
                        SELECT key, size, modified_at FROM intake_record
                         WHERE tenant_id = ? AND source_id = ? AND key = ANY(?) AND modified_at IS NOT NULL
                        """)
                .params(settings.tenantId(), settings.sourceId(), keys.toArray(String[]::new))
                .query((row, n) -> new Known(row.getString(1), row.getLong(2), time(row, "modified_at")))
                .list();
    }

    /** The job that tries that one again, if there is one. */
    List<UUID> retryOf(UUID jobId) {
        return jdbc.sql("SELECT id FROM job_state WHERE retry_of = ?")
                .param(jobId)
                .query(UUID.class)
                .list();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

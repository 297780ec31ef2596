package dev.sluice.intake;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code intake_record}. */
final class IntakeTable {
    static final String COLUMNS = """
            SELECT i.id, i.tenant_id, i.source_id, i.key, i.content, i.name, i.size, i.modified_at, i.accepted_at,
                   i.latest_job_id, i.folder, i.output, i.location, i.seen_at, i.original, i.target, i.fetch_kind, i.fetch_address,
                   i.fetch_connection, i.fetch_etag, i.fetch_version_id, i.media_type,
                   i.external_ref, i.metadata::text AS metadata, i.expand, i.root_id, i.depth, i.children::text AS children
            """;

    private final JdbcClient jdbc;

    IntakeTable(JdbcClient jdbc) {
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
                        COLUMNS
                                + " FROM intake_record i WHERE tenant_id = ? AND source_id = ? AND key = ? AND version = ? FOR UPDATE")
                .params(settings.tenantId(), settings.sourceId(), key, version)
                .query((row, n) -> record(row))
                .single();
    }

    /** It lies in the folder, possibly again; its original waits for the job. */
    void seenAgain(UUID id, UUID latestJobId, FolderSettings settings, SecuredFile file) {
        jdbc.sql("""
                        UPDATE intake_record
                           SET latest_job_id = ?, folder = ?, output = ?, location = ?, size = ?, modified_at = ?, target = NULL,
                               seen_at = CASE WHEN settled_at IS NULL THEN seen_at ELSE sluice_now() END,
                               original = 'in_place', settled_at = NULL
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

    /** The job that tries that one again, if there is one. */
    List<UUID> retryOf(UUID jobId) {
        return jdbc.sql("SELECT id FROM job_state WHERE retry_of = ?")
                .param(jobId)
                .query(UUID.class)
                .list();
    }

    Optional<IntakeRecord> find(String tenantId, UUID id) {
        return jdbc.sql(COLUMNS + " FROM intake_record i WHERE tenant_id = ? AND id = ?")
                .params(tenantId, id)
                .query((row, n) -> record(row))
                .optional();
    }

    /** Those of the hashes that some document refers to. */
    List<String> contentsAmong(Collection<String> sha256) {
        return jdbc.sql("SELECT DISTINCT content FROM intake_record WHERE content = ANY(?)")
                .params((Object) sha256.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    static IntakeRecord record(ResultSet row) throws SQLException {
        return new IntakeRecord(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                row.getString("source_id"),
                row.getString("key"),
                row.getString("content"),
                row.getString("name"),
                row.getLong("size"),
                row.getObject("modified_at") == null ? null : time(row, "modified_at"),
                time(row, "accepted_at"),
                row.getObject("latest_job_id", UUID.class),
                path(row.getString("folder")),
                path(row.getString("output")),
                row.getString("location"),
                time(row, "seen_at"),
                IntakeRecord.Original.valueOf(row.getString("original").toUpperCase(Locale.ROOT)),
                row.getString("target"),
                locator(row),
                row.getString("media_type"),
                new IntakeExtras(
                        row.getString("external_ref"),
                        row.getString("metadata"),
                        row.getString("expand"),
                        row.getObject("root_id", UUID.class),
                        row.getInt("depth"),
                        row.getString("children")));
    }

    /** Where it lies, from its {@code fetch_} columns; null if its bytes were handed over. */
    static @Nullable Locator locator(ResultSet row) throws SQLException {
        String kind = row.getString("fetch_kind");
        return kind == null
                ? null
                : new Locator(
                        Locator.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        row.getString("fetch_address"),
                        row.getString("fetch_connection"),
                        row.getString("fetch_etag"),
                        row.getString("fetch_version_id"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }
}

package dev.sluice.intake.document;

import dev.sluice.artifact.StoredContent;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code intake_record} that do not depend on where a document comes from. */
public final class DocumentTable {
    /** What {@link #record} reads; {@code intake_record} is to be called {@code i}. */
    public static final String COLUMNS = """
            SELECT i.id, i.tenant_id, i.source_id, i.key, i.content, i.name, i.size, i.modified_at, i.accepted_at,
                   i.latest_job_id, i.folder, i.output, i.location, i.seen_at, i.original, i.target, i.fetch_kind, i.fetch_address,
                   i.fetch_connection, i.fetch_etag, i.fetch_version_id, i.media_type,
                   i.external_ref, i.metadata::text AS metadata, i.expand, i.root_id, i.depth, i.children::text AS children
            """;

    private final JdbcClient jdbc;

    DocumentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts those whose key and version are new at their source, and returns their ids. */
    public List<UUID> insert(List<NewDocument> documents) {
        return jdbc.sql("""
                        INSERT INTO intake_record (id, tenant_id, source_id, key, version, content, name, size, accepted_at,
                                                   external_ref, latest_job_id, seen_at, original, fetch_kind, fetch_address,
                                                   fetch_connection, fetch_etag, fetch_version_id, media_type, output, location, modified_at)
                        SELECT n.id, n.tenant_id, n.source_id, n.key, n.version, n.content, n.name, n.size, t.now,
                               n.external_ref, n.job_id, t.now, 'none', n.fetch_kind, n.fetch_address,
                               n.fetch_connection, n.fetch_etag, n.fetch_version_id, n.media_type, n.output, n.location, n.modified_at::timestamptz
                          FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                      ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                      ?::text[], ?::text[])
                                 AS n (id, job_id, tenant_id, source_id, key, version, name, content, size, external_ref,
                                       fetch_kind, fetch_address, fetch_connection, fetch_etag, fetch_version_id, media_type, output,
                                       location, modified_at),
                               (SELECT sluice_now() AS now) t
                        ON CONFLICT (tenant_id, source_id, key, version) DO NOTHING
                        RETURNING id
                        """)
                .params(
                        documents.stream().map(NewDocument::id).toArray(UUID[]::new),
                        documents.stream().map(NewDocument::jobId).toArray(UUID[]::new),
                        texts(documents, NewDocument::tenantId),
                        texts(documents, NewDocument::sourceId),
                        texts(documents, NewDocument::key),
                        texts(documents, NewDocument::version),
                        texts(documents, NewDocument::name),
                        texts(
                                documents,
                                d -> d.content() == null ? null : d.content().sha256()),
                        documents.stream().map(NewDocument::size).toArray(Long[]::new),
                        texts(documents, NewDocument::externalRef),
                        locators(documents, locator -> locator.kind().word()),
                        locators(documents, Locator::address),
                        locators(documents, Locator::connection),
                        locators(documents, Locator::etag),
                        locators(documents, Locator::versionId),
                        texts(documents, NewDocument::mediaType),
                        texts(documents, NewDocument::output),
                        texts(documents, NewDocument::location),
                        texts(
                                documents,
                                d -> d.modifiedAt() == null
                                        ? null
                                        : d.modifiedAt().toString()))
                .query(UUID.class)
                .list();
    }

    private static String[] texts(List<NewDocument> documents, Function<NewDocument, @Nullable String> column) {
        return documents.stream().map(column).toArray(String[]::new);
    }

    private static String[] locators(List<NewDocument> documents, Function<Locator, @Nullable String> column) {
        return texts(documents, document -> document.locator() == null ? null : column.apply(document.locator()));
    }

    /**
     * Its bytes have been fetched.
     *
     * @return false if another attempt had fetched them before: then those are the document
     */
    public boolean fetched(UUID id, StoredContent content, String name, @Nullable String mediaType) {
        return jdbc.sql("""
                        UPDATE intake_record
                           SET content = ?, size = ?, name = ?, media_type = coalesce(?, media_type), fetched_at = sluice_now()
                         WHERE id = ? AND content IS NULL
                        """)
                        .params(content.sha256(), content.size(), name, mediaType, id)
                        .update()
                == 1;
    }

    /** The record, if the tenant has it. */
    public Optional<IntakeRecord> find(String tenantId, UUID id) {
        return jdbc.sql(COLUMNS + " FROM intake_record i WHERE tenant_id = ? AND id = ?")
                .params(tenantId, id)
                .query((row, n) -> record(row))
                .optional();
    }

    /** Those of the hashes that some document refers to. */
    public List<String> contentsAmong(Collection<String> sha256) {
        return jdbc.sql("SELECT DISTINCT content FROM intake_record WHERE content = ANY(?)")
                .params((Object) sha256.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** The record in a row of {@link #COLUMNS}. */
    public static IntakeRecord record(ResultSet row) throws SQLException {
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

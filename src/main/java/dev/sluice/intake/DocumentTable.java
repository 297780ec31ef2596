package dev.sluice.intake;

import dev.sluice.artifact.StoredContent;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on records of documents that lie in no watched folder. */
final class DocumentTable {
    private final JdbcClient jdbc;

    DocumentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts those whose key and version are new at their source, and returns their ids. */
    List<UUID> insert(List<NewDocument> documents) {
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
    boolean fetched(UUID id, StoredContent content, String name, @Nullable String mediaType) {
        return jdbc.sql("""
                        UPDATE intake_record
                           SET content = ?, size = ?, name = ?, media_type = coalesce(?, media_type), fetched_at = sluice_now()
                         WHERE id = ? AND content IS NULL
                        """)
                        .params(content.sha256(), content.size(), name, mediaType, id)
                        .update()
                == 1;
    }
}

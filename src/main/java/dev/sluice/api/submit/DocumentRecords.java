package dev.sluice.api.submit;

import dev.sluice.batch.Ids;
import dev.sluice.batch.NewJob;
import dev.sluice.intake.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes documents that a client hands in down as intake records, each with the id of its job. */
final class DocumentRecords {
    private static final int CHUNK = 5_000;
    private static final String INSERT = """
            INSERT INTO intake_record (id, tenant_id, source_id, key, version, content, name, size, media_type, external_ref,
                                       fetch_kind, fetch_address, fetch_connection, fetch_etag, fetch_version_id,
                                       accepted_at, latest_job_id, seen_at, original)
            SELECT n.id, ?, ?, (? + n.ordinal - 1)::text, '1', n.content, n.name, coalesce(n.size, 0), n.media_type,
                   n.external_ref, n.kind, n.address, n.connection, n.etag, n.version_id, t.now, n.job_id, t.now, 'none'
              FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[])
                     WITH ORDINALITY AS n (id, job_id, content, name, size, media_type, external_ref, kind, address,
                                           connection, etag, version_id, ordinal),
                   (SELECT sluice_now() AS now) t
            """;

    private record Row(UUID id, UUID jobId, NewDocument document) {}

    private final JdbcClient jdbc;
    private final Ids ids;

    DocumentRecords(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /**
     * Writes them down in the caller's transaction.
     *
     * @param firstOrdinal the number of the first one within its batch, from 0
     * @return the jobs to be added to the batch
     */
    List<NewJob> insert(String tenantId, UUID batchId, int firstOrdinal, List<NewDocument> documents) {
        List<NewJob> jobs = new ArrayList<>(documents.size());
        for (int from = 0; from < documents.size(); from += CHUNK) {
            List<Row> rows = documents.subList(from, Math.min(documents.size(), from + CHUNK)).stream()
                    .map(document -> new Row(ids.next(), ids.next(), document))
                    .toList();
            insert(tenantId, batchId, firstOrdinal + from, rows);
            rows.forEach(row -> jobs.add(new NewJob(row.jobId(), row.id())));
        }
        return jobs;
    }

    private void insert(String tenantId, UUID batchId, long firstOrdinal, List<Row> rows) {
        jdbc.sql(INSERT)
                .params(
                        tenantId,
                        "api:" + batchId,
                        firstOrdinal,
                        rows.stream().map(Row::id).toArray(UUID[]::new),
                        rows.stream().map(Row::jobId).toArray(UUID[]::new),
                        texts(
                                rows,
                                d -> d.content() == null ? null : d.content().sha256()),
                        texts(rows, NewDocument::name),
                        rows.stream()
                                .map(row -> row.document().content())
                                .map(content -> content == null ? null : content.size())
                                .toArray(Long[]::new),
                        texts(rows, NewDocument::mediaType),
                        texts(rows, NewDocument::externalRef),
                        located(rows, locator -> locator.kind().word()),
                        located(rows, Locator::address),
                        located(rows, Locator::connection),
                        located(rows, Locator::etag),
                        located(rows, Locator::versionId))
                .update();
    }

    private static String[] texts(List<Row> rows, Function<NewDocument, @Nullable String> column) {
        return rows.stream().map(row -> column.apply(row.document())).toArray(String[]::new);
    }

    private static String[] located(List<Row> rows, Function<Locator, @Nullable String> column) {
        return texts(rows, document -> document.locator() == null ? null : column.apply(document.locator()));
    }
}

package dev.sluice.intake.remote;

import dev.sluice.intake.source.SourceSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells documents that a source has seen from those it has not: many at a time, by the unique index alone. */
final class KnownDocuments {
    static final String NEWS = """
            SELECT n.number, i.id
              FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS n (key, version, modified_at, number)
              LEFT JOIN intake_record i
                ON i.tenant_id = ? AND i.source_id = ? AND i.key = n.key AND i.version = n.version
             WHERE i.id IS NULL OR i.modified_at < n.modified_at::timestamptz
             ORDER BY n.number
            """;

    private final JdbcClient jdbc;

    KnownDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is not as it was.
     *
     * @param unknown never seen in that version
     * @param again records of those that have been put there again since
     * @param times the times of those, in the same order
     */
    record News(List<RemoteDocument> unknown, List<UUID> again, List<Instant> times) {}

    News news(SourceSettings source, List<RemoteDocument> documents) {
        News news = new News(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (documents.isEmpty()) {
            return news;
        }
        jdbc.sql(NEWS)
                .params(
                        documents.stream().map(RemoteDocument::key).toArray(String[]::new),
                        documents.stream().map(RemoteDocument::version).toArray(String[]::new),
                        documents.stream()
                                .map(document -> document.modifiedAt() == null
                                        ? null
                                        : document.modifiedAt().toString())
                                .toArray(String[]::new),
                        source.tenantId(),
                        source.sourceId())
                .query(row -> {
                    RemoteDocument document = documents.get(row.getInt(1) - 1);
                    UUID id = row.getObject(2, UUID.class);
                    if (id == null) {
                        news.unknown().add(document);
                    } else if (document.modifiedAt() != null) {
                        news.again().add(id);
                        news.times().add(document.modifiedAt());
                    }
                });
        return news;
    }

    /** They have been seen with these times. */
    void seenAgain(List<UUID> ids, List<Instant> times) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE intake_record i SET modified_at = n.modified_at::timestamptz, seen_at = sluice_now()
                          FROM unnest(?::uuid[], ?::text[]) AS n (id, modified_at)
                         WHERE i.id = n.id
                        """)
                .params(
                        ids.toArray(UUID[]::new),
                        times.stream().map(Instant::toString).toArray(String[]::new))
                .update();
    }

    /** The job that decides about a document, also when somebody else had it tried again; the record is locked. */
    UUID lockLatestJob(UUID id) {
        UUID first = jdbc.sql("SELECT latest_job_id FROM intake_record WHERE id = ? FOR UPDATE")
                .param(id)
                .query(UUID.class)
                .single();
        return jdbc.sql("""
                        WITH RECURSIVE tried (id, times) AS (
                          SELECT ?::uuid, 0 UNION ALL SELECT j.id, t.times + 1 FROM job j JOIN tried t ON j.retry_of = t.id)
                        SELECT id FROM tried ORDER BY times DESC LIMIT 1
                        """).param(first).query(UUID.class).single();
    }

    /** From here on that job decides. */
    void latestJob(UUID id, UUID jobId) {
        jdbc.sql("UPDATE intake_record SET latest_job_id = ? WHERE id = ?")
                .params(jobId, id)
                .update();
    }
}

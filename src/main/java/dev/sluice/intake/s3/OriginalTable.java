package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Address;
import dev.sluice.intake.remote.RemoteDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code object_original}: objects that are to be moved, tagged or deleted. */
final class OriginalTable {
    /** The entity tag in a record's version, as {@link ObjectPages#document} writes it. */
    private static final String LISTED_ETAG =
            "CASE WHEN i.version NOT LIKE 'modified %' THEN regexp_replace(i.version, ' [0-9]+$', '') END";

    private final JdbcClient jdbc;

    OriginalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From here on something is to be done with them, if that has not been so before. */
    void await(S3SourceSettings settings, List<RemoteDocument> documents) {
        jdbc.sql("""
                        INSERT INTO object_original (intake_id, tenant_id, source_id, state, address, etag, next_at)
                        SELECT i.id, i.tenant_id, i.source_id, 'waiting', i.key, %s, sluice_now()
                          FROM unnest(?::text[], ?::text[]) AS n (key, version)
                          JOIN intake_record i ON i.tenant_id = ? AND i.source_id = ? AND i.key = n.key AND i.version = n.version
                         WHERE NOT EXISTS (SELECT FROM object_original o WHERE o.intake_id = i.id)
                        ON CONFLICT DO NOTHING
                        """.formatted(LISTED_ETAG))
                .params(
                        documents.stream().map(RemoteDocument::key).toArray(String[]::new),
                        documents.stream().map(RemoteDocument::version).toArray(String[]::new),
                        settings.source().tenantId(),
                        settings.sourceId())
                .update();
    }

    /** They lie again where they were found. */
    void awaitAgain(List<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        UUID[] array = ids.toArray(UUID[]::new);
        jdbc.sql("""
                        UPDATE object_original o
                           SET state = 'waiting', address = i.key, etag = %s, target = NULL, job_id = NULL, settled_at = NULL,
                               failures = 0, next_at = sluice_now()
                          FROM intake_record i WHERE i.id = o.intake_id AND i.id = ANY(?)
                        """.formatted(LISTED_ETAG)).param(array).update();
        jdbc.sql("""
                        UPDATE intake_record i SET fetch_address = i.key, fetch_etag = %s
                         WHERE i.id = ANY(?) AND i.content IS NULL AND i.fetch_kind = 's3'
                        """.formatted(LISTED_ETAG)).param(array).update();
    }

    /** Objects that these jobs worked on. */
    List<UUID> ofJobs(Collection<String> sources, Collection<UUID> jobIds) {
        return jdbc.sql("""
                        SELECT DISTINCT o.intake_id FROM job_state j JOIN object_original o ON o.intake_id = j.intake_id
                         WHERE j.id = ANY(?) AND o.source_id = ANY(?) AND o.settled_at IS NULL
                        """)
                .params(jobIds.toArray(UUID[]::new), sources.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /**
     * One page of what waits.
     *
     * @param id of the intake record
     * @param isDue whether its job is final, and nobody is at it
     */
    record Waiting(UUID id, boolean isDue) {}

    /** The page of a source after that id. */
    List<Waiting> waiting(S3SourceSettings settings, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        SELECT w.intake_id, w.next_at <= sluice_now() AND j.state IN ('completed', 'failed', 'canceled') AS due
                          FROM (SELECT o.intake_id, o.next_at, i.latest_job_id
                                  FROM object_original o JOIN intake_record i ON i.id = o.intake_id
                                 WHERE o.tenant_id = :tenant AND o.source_id = :source AND o.settled_at IS NULL
                                   AND (CAST(:after AS uuid) IS NULL OR o.intake_id > :after)
                                 ORDER BY o.intake_id LIMIT :limit) w
                          JOIN job_state j ON j.id = w.latest_job_id
                         ORDER BY w.intake_id
                        """)
                .param("tenant", settings.source().tenantId())
                .param("source", settings.sourceId())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new Waiting(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list();
    }

    /** What was dealt with, but whose job was tried again since and has ended anew, waits once more. */
    void reopenRetried(Collection<String> sources) {
        jdbc.sql("""
                        UPDATE object_original o
                           SET state = 'waiting', job_id = NULL, settled_at = NULL, failures = 0, next_at = sluice_now()
                          FROM job_state j
                         WHERE j.retry_of = o.job_id AND j.retry_of IS NOT NULL AND j.state IN ('completed', 'failed', 'canceled')
                           AND o.source_id = ANY(?) AND o.state IN ('left', 'moved', 'tagged')
                        """).param(sources.toArray(String[]::new)).update();
    }

    /** Takes one for a while, if it waits and nobody else is at it. */
    Optional<AwaitedObject> take(UUID id, Duration lease) {
        return jdbc.sql("""
                        WITH taken AS (
                          UPDATE object_original SET next_at = sluice_now() + ? * interval '1 millisecond'
                           WHERE intake_id = ? AND settled_at IS NULL AND next_at <= sluice_now()
                          RETURNING *),
                        tried AS (
                          WITH RECURSIVE t (id, times) AS (
                            SELECT i.latest_job_id, 0 FROM intake_record i JOIN taken ON taken.intake_id = i.id
                            UNION ALL SELECT j.id, t.times + 1 FROM job j JOIN t ON j.retry_of = t.id)
                          SELECT id FROM t ORDER BY times DESC LIMIT 1)
                        SELECT t.*, i.key, i.content IS NOT NULL AS kept, tried.id AS latest
                          FROM taken t JOIN intake_record i ON i.id = t.intake_id CROSS JOIN tried
                        """)
                .params(lease.toMillis(), id)
                .query((row, n) -> object(row))
                .optional();
    }

    private static AwaitedObject object(ResultSet row) throws SQLException {
        String target = row.getString("target");
        return new AwaitedObject(
                row.getObject("intake_id", UUID.class),
                row.getString("tenant_id"),
                row.getString("source_id"),
                S3Address.parse(row.getString("address")),
                row.getString("etag"),
                target == null ? null : S3Address.parse(target),
                S3Address.parse(row.getString("key")),
                row.getBoolean("kept"),
                row.getObject("latest", UUID.class),
                row.getInt("failures"));
    }

    /**
     * From here on it is on its way to that place.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another object is
     */
    void plan(UUID id, S3Address target) {
        jdbc.sql("UPDATE object_original SET state = 'moving', target = ? WHERE intake_id = ? AND settled_at IS NULL")
                .params(target.toString(), id)
                .update();
    }

    /** What became of it, by that job's end. A job that has yet to fetch it finds it where it is now. */
    void settled(UUID id, UUID jobId, Settled settled) {
        jdbc.sql("""
                        WITH done AS (
                          UPDATE object_original
                             SET state = :state, job_id = :job, address = :address, etag = :etag, target = NULL, failures = 0,
                                 settled_at = sluice_now()
                           WHERE intake_id = :id AND settled_at IS NULL
                          RETURNING intake_id)
                        UPDATE intake_record i SET fetch_address = :address, fetch_etag = :etag
                          FROM done WHERE i.id = done.intake_id AND :state = 'moved' AND i.content IS NULL AND i.fetch_kind = 's3'
                        """)
                .param("state", settled.state().word())
                .param("job", jobId)
                .param("address", settled.address().toString())
                .param("etag", settled.etag())
                .param("id", id)
                .update();
    }

    /** Nothing was done with it now; again after that time. */
    void postpone(UUID id, Duration wait, boolean failed) {
        jdbc.sql("""
                        UPDATE object_original
                           SET next_at = sluice_now() + ? * interval '1 millisecond', failures = failures + ?
                         WHERE intake_id = ? AND settled_at IS NULL
                        """).params(wait.toMillis(), failed ? 1 : 0, id).update();
    }
}

package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.IntakeRecord;
import dev.sluice.intake.document.IntakeRecord.Original;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements by which originals are found, planned and settled. */
final class SettleTable {
    private final JdbcClient jdbc;

    SettleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Documents of the sources that these jobs worked on. */
    List<UUID> documentsOf(String tenantId, Collection<String> sources, Collection<UUID> jobIds) {
        return jdbc.sql("""
                        SELECT DISTINCT i.id FROM job_state j JOIN intake_record i ON i.id = j.intake_id
                         WHERE j.id = ANY(?) AND i.tenant_id = ? AND i.source_id = ANY(?) AND i.original <> 'none'
                        """)
                .params(jobIds.toArray(UUID[]::new), tenantId, sources.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /**
     * One page of the documents whose original waits.
     *
     * @param id of the document
     * @param isDue whether its job is final
     */
    record Waiting(UUID id, boolean isDue) {}

    /** The page of a source after that id. */
    List<Waiting> waiting(String tenantId, String sourceId, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        SELECT i.id, j.state IN ('completed', 'failed', 'canceled') AS due
                          FROM (SELECT id, latest_job_id FROM intake_record
                                 WHERE tenant_id = :tenant AND source_id = :source AND original IN ('in_place', 'moving')
                                   AND (CAST(:after AS uuid) IS NULL OR id > :after)
                                 ORDER BY id LIMIT :limit) i
                          JOIN job_state j ON j.id = i.latest_job_id
                         ORDER BY i.id
                        """)
                .param("tenant", tenantId)
                .param("source", sourceId)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new Waiting(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list();
    }

    /** Settled documents whose job has been retried by somebody else, and has ended. */
    List<UUID> retriedSince(String tenantId, Collection<String> sources, int limit) {
        return jdbc.sql("""
                        SELECT i.id FROM job_state j JOIN intake_record i ON i.latest_job_id = j.retry_of
                         WHERE j.retry_of IS NOT NULL AND j.state IN ('completed', 'failed', 'canceled')
                           AND i.tenant_id = ? AND i.source_id = ANY(?) AND i.settled_at IS NOT NULL
                         LIMIT ?
                        """)
                .params(tenantId, sources.toArray(String[]::new), limit)
                .query(UUID.class)
                .list();
    }

    /** The documents of these ids, locked; without those that another node has in hand. */
    List<IntakeRecord> lock(String tenantId, Collection<UUID> ids) {
        return jdbc.sql(
                        DocumentTable.COLUMNS
                                + " FROM intake_record i WHERE tenant_id = ? AND id = ANY(?) ORDER BY id FOR UPDATE SKIP LOCKED")
                .params(tenantId, ids.toArray(UUID[]::new))
                .query((row, n) -> DocumentTable.record(row))
                .list();
    }

    /** Those of the jobs that have been tried again. */
    Set<UUID> retried(Collection<UUID> jobIds) {
        return new HashSet<>(jdbc.sql("SELECT retry_of FROM job_state WHERE retry_of = ANY(?)")
                .params((Object) jobIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** Those of the documents in whose place another version was dropped since. */
    Set<UUID> replaced(Collection<UUID> ids) {
        return new HashSet<>(jdbc.sql("""
                        SELECT i.id FROM intake_record i
                         WHERE i.id = ANY(?)
                           AND EXISTS (SELECT 1 FROM intake_record n
                                        WHERE n.tenant_id = i.tenant_id AND n.source_id = i.source_id AND n.key = i.key
                                          AND n.seen_at > i.seen_at)
                        """)
                .params((Object) ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** From here on its original is on its way to that place. */
    void plan(UUID id, UUID jobId, String target) {
        jdbc.sql("""
                        UPDATE intake_record SET original = 'moving', target = ?, latest_job_id = ?, settled_at = NULL
                         WHERE id = ?
                        """).params(target, jobId, id).update();
    }

    /** Its original is not there any more. */
    void gone(UUID id, UUID jobId) {
        jdbc.sql(
                        "UPDATE intake_record SET original = 'gone', target = NULL, latest_job_id = ?, settled_at = sluice_now() WHERE id = ?")
                .params(jobId, id)
                .update();
    }

    /** What became of the original; {@code IN_PLACE}: a new target is needed. */
    void settled(IntakeRecord document, Original original) {
        jdbc.sql("""
                        UPDATE intake_record
                           SET original = :original, target = NULL,
                               location = CASE WHEN :original = 'moved' THEN target ELSE location END,
                               settled_at = CASE WHEN :original = 'in_place' THEN NULL ELSE sluice_now() END
                         WHERE id = :id
                        """)
                .param("original", original.name().toLowerCase(Locale.ROOT))
                .param("id", document.id())
                .update();
    }

    /** The paths of the result files of each document. */
    Map<UUID, List<String>> results(Collection<UUID> ids) {
        Map<UUID, List<String>> paths = new HashMap<>();
        jdbc.sql("SELECT intake_id, path FROM result_file WHERE intake_id = ANY(?) ORDER BY path")
                .params((Object) ids.toArray(UUID[]::new))
                .query(row -> {
                    paths.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return paths;
    }
}

package dev.sluice.intake.record;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Job;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statements by which documents of a source are listed. Each reads a bounded stretch of an index, however many
 * documents there are: by id or name in {@code intake_record}, by state along the source's batches.
 */
final class RecordTable {
    /** As the partial indexes say it. */
    private static final String OF_SOURCE =
            " FROM intake_record i WHERE i.tenant_id = :tenant AND i.source_id = :source AND left(i.source_id, 4) <> 'api:'";

    private final JdbcClient jdbc;
    private final BatchReader reader;

    RecordTable(JdbcClient jdbc, BatchReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** Ids of documents, newest first, from {@code before} on; null: from the newest. */
    List<UUID> newest(String tenantId, String sourceId, @Nullable UUID before, int limit) {
        return jdbc.sql("SELECT i.id" + OF_SOURCE + (before == null ? "" : " AND i.id < :before")
                        + " ORDER BY i.id DESC LIMIT :limit")
                .param("tenant", tenantId)
                .param("source", sourceId)
                .param("before", before)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** Ids of documents that were put aside, newest first. */
    List<UUID> dead(String tenantId, String sourceId, @Nullable UUID before, int limit) {
        return jdbc.sql("SELECT i.id" + OF_SOURCE + " AND i.dead_at IS NOT NULL"
                        + (before == null ? "" : " AND i.id < :before") + " ORDER BY i.id DESC LIMIT :limit")
                .param("tenant", tenantId)
                .param("source", sourceId)
                .param("before", before)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** Ids of documents whose name begins so, by name, from behind the document {@code after} on. */
    List<UUID> named(String tenantId, String sourceId, String beginning, @Nullable UUID after, int limit) {
        String pattern = beginning.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return jdbc.sql("SELECT i.id" + OF_SOURCE + " AND lower(i.name) LIKE lower(:pattern)"
                        + (after == null
                                ? ""
                                : " AND (lower(i.name), i.id) > (SELECT lower(a.name), a.id FROM intake_record a WHERE a.id = :after)")
                        + " ORDER BY lower(i.name) USING ~<~, i.id LIMIT :limit")
                .param("tenant", tenantId)
                .param("source", sourceId)
                .param("pattern", pattern)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /**
     * A place in the list of a source's jobs by batch and place in it, newest first.
     *
     * @param seq jobs of that batch before this one are still to come
     */
    record Place(UUID batchId, int seq) {}

    /** The place of a job, if it is one of the source's. */
    @Nullable
    Place placeOf(String tenantId, UUID jobId) {
        return jdbc.sql("SELECT batch_id, seq FROM job WHERE tenant_id = ? AND id = ? AND batch_id IS NOT NULL")
                .params(tenantId, jobId)
                .query((row, n) -> new Place(row.getObject(1, UUID.class), row.getInt(2)))
                .optional()
                .orElse(null);
    }

    /** Batches of the source, newest first, from the one of {@code from} on, that may have jobs in that state. */
    List<UUID> batches(
            String tenantId,
            String sourceId,
            RecordState state,
            @Nullable ErrorCode code,
            @Nullable UUID from,
            int limit) {
        String some = switch (state) {
            case WAITING -> "pending + active > 0";
            case RUNNING -> "active > 0";
            case COMPLETED -> "completed > 0";
            case FAILED, DEAD -> "failed > 0";
            case CANCELED -> "canceled > 0";
        };
        // A rare code is looked for in all of them by one statement.
        String withCode =
                " AND EXISTS (SELECT 1 FROM job j WHERE j.batch_id = b.id AND j.state = 'failed' AND j.error_code = :code)";
        return jdbc.sql("SELECT b.id FROM batch b WHERE b.tenant_id = :tenant AND b.source_id = :source AND " + some
                        + (from == null ? "" : " AND b.id <= :from") + (code == null ? "" : withCode)
                        + " ORDER BY b.id DESC LIMIT :limit")
                .param("tenant", tenantId)
                .param("source", sourceId)
                .param("from", from)
                .param("code", code == null ? null : code.name())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** A job that is the last of its document, and the document. */
    record Found(UUID recordId, UUID jobId) {}

    /** Jobs of a batch in that state, the last first. */
    List<Found> inBatch(
            UUID batchId, RecordState state, @Nullable ErrorCode code, @Nullable Integer beforeSeq, int limit) {
        // What is stored is read from the table, by its partial index; what is derived from the view.
        boolean stored = state == RecordState.FAILED || state == RecordState.DEAD || state == RecordState.COMPLETED;
        String states = switch (state) {
            case WAITING -> "j.state IN ('pending', 'ready')";
            case RUNNING -> "j.state = 'running'";
            case COMPLETED -> "j.state = 'completed'";
            case FAILED, DEAD -> "j.state = 'failed'";
            case CANCELED -> "j.state = 'canceled'";
        };
        return jdbc.sql("SELECT j.intake_id, j.id FROM " + (stored ? "job" : "job_state")
                        + " j WHERE j.batch_id = :batch AND "
                        + states + (beforeSeq == null ? "" : " AND j.seq < :seq")
                        + (code == null ? "" : " AND j.error_code = :code")
                        + " AND j.intake_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = j.id)"
                        + " ORDER BY j.seq DESC LIMIT :limit")
                .param("batch", batchId)
                .param("seq", beforeSeq)
                .param("code", code == null ? null : code.name())
                .param("limit", limit)
                .query((row, n) -> new Found(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    /** The documents of these ids with their last jobs, in the order of the ids. */
    List<SourceRecord> records(String tenantId, String sourceId, List<UUID> ids) {
        List<Row> rows = jdbc.sql("""
                        WITH RECURSIVE chain (record, job, depth) AS (
                          SELECT i.id, i.latest_job_id, 0 FROM intake_record i WHERE i.id = ANY(:ids)
                          UNION ALL
                          SELECT c.record, r.id, c.depth + 1 FROM chain c JOIN job r ON r.retry_of = c.job)
                        SELECT i.*, l.job FROM (SELECT DISTINCT ON (record) record, job FROM chain ORDER BY record, depth DESC) l
                          JOIN intake_record i ON i.id = l.record
                         WHERE i.tenant_id = :tenant AND i.source_id = :source
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("tenant", tenantId)
                .param("source", sourceId)
                .query((row, n) -> row(row))
                .list();
        Map<UUID, Job> jobs = reader
                .jobs(tenantId, rows.stream().map(Row::jobId).toList())
                .stream()
                .collect(Collectors.toMap(Job::id, Function.identity()));
        Map<UUID, SourceRecord> records = new HashMap<>();
        for (Row row : rows) {
            Job job = jobs.get(row.jobId());
            if (job != null) {
                records.put(row.id(), row.with(job));
            }
        }
        List<SourceRecord> ordered = new ArrayList<>();
        for (UUID id : ids) {
            SourceRecord record = records.get(id);
            if (record != null) {
                ordered.add(record);
            }
        }
        return ordered;
    }

    private record Row(
            UUID id,
            UUID jobId,
            String key,
            String version,
            String name,
            long size,
            OffsetDateTime acceptedAt,
            @Nullable String location,
            @Nullable UUID deadJobId,
            @Nullable OffsetDateTime deadAt,
            @Nullable String deadReason) {
        SourceRecord with(Job job) {
            RecordState state = RecordState.of(job.state(), job.id().equals(deadJobId));
            boolean dead = state == RecordState.DEAD;
            return new SourceRecord(
                    id,
                    key,
                    version,
                    name,
                    size,
                    acceptedAt.toInstant(),
                    location,
                    state,
                    job,
                    dead && deadAt != null ? deadAt.toInstant() : null,
                    dead ? deadReason : null);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("job", UUID.class),
                row.getString("key"),
                row.getString("version"),
                row.getString("name"),
                row.getLong("size"),
                row.getObject("accepted_at", OffsetDateTime.class),
                row.getString("location"),
                row.getObject("dead_job_id", UUID.class),
                row.getObject("dead_at", OffsetDateTime.class),
                row.getString("dead_reason"));
    }

    /** Puts a document aside. */
    void bury(UUID id, UUID jobId, String reason) {
        jdbc.sql("UPDATE intake_record SET dead_job_id = ?, dead_at = sluice_now(), dead_reason = ? WHERE id = ?")
                .params(jobId, reason, id)
                .update();
    }

    /** They are no longer put aside. */
    void unearth(Collection<UUID> ids) {
        jdbc.sql(
                        "UPDATE intake_record SET dead_job_id = NULL, dead_at = NULL, dead_reason = NULL WHERE id = ANY(?) AND dead_at IS NOT NULL")
                .params((Object) ids.toArray(UUID[]::new))
                .update();
    }

    /** Locks documents until the end of the transaction; in one order everywhere. */
    void lock(String tenantId, String sourceId, Collection<UUID> ids) {
        jdbc.sql(
                        "SELECT id FROM intake_record WHERE tenant_id = ? AND source_id = ? AND id = ANY(?) ORDER BY id FOR UPDATE")
                .params(tenantId, sourceId, ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }
}

package dev.sluice.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads batches and jobs of one tenant; short transactions, paged by id. */
@Component
public class BatchReader {
    private static final String BATCH = """
            SELECT id, tenant_id, source_id, operation, external_ref, status, outcome, error_code, error_text, generation,
                   total, pending, active, completed, failed, canceled, created_at, finished_at
              FROM batch WHERE tenant_id = :tenant
            """;
    private static final String JOB = """
            SELECT id, tenant_id, batch_id, intake_id, operation, engine, state, attempt, failures, generation, retry_of,
                   due_at, ended_at, artifact_id, error_code, error_text
              FROM job_state WHERE tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    BatchReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The batch, if the tenant has it. */
    public Optional<Batch> batch(String tenantId, UUID id) {
        return jdbc.sql(BATCH + " AND id = :id")
                .param("tenant", tenantId)
                .param("id", id)
                .query((row, n) -> batch(row))
                .optional();
    }

    /** Where results of the batch are written besides, as it was submitted; empty: nowhere, or there is no such batch. */
    public Optional<String> output(String tenantId, UUID id) {
        return jdbc.sql("SELECT output::text FROM batch WHERE tenant_id = :tenant AND id = :id AND output IS NOT NULL")
                .param("tenant", tenantId)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Up to {@code limit} batches, newest first; {@code before} is the last id of the previous page, null for the first. */
    public List<Batch> batches(String tenantId, @Nullable UUID before, int limit) {
        return jdbc.sql(BATCH + " AND (CAST(:before AS uuid) IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                .param("tenant", tenantId)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> batch(row))
                .list();
    }

    /** The job, if the tenant has it. */
    public Optional<Job> job(String tenantId, UUID id) {
        return jdbc.sql(JOB + " AND id = :id")
                .param("tenant", tenantId)
                .param("id", id)
                .query((row, n) -> job(row))
                .optional();
    }

    /** The jobs of these ids that the tenant has, in no particular order. */
    public List<Job> jobs(String tenantId, Collection<UUID> ids) {
        return jdbc.sql(JOB + " AND id = ANY(:ids)")
                .param("tenant", tenantId)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> job(row))
                .list();
    }

    /**
     * Up to {@code limit} jobs of a batch in the order of submission, retries last; {@code afterSeq} is how many came
     * before this page.
     */
    public List<Job> jobsOf(String tenantId, UUID batchId, int afterSeq, int limit) {
        return jdbc.sql(JOB + " AND batch_id = :batch AND seq >= :after ORDER BY seq LIMIT :limit")
                .param("tenant", tenantId)
                .param("batch", batchId)
                .param("after", afterSeq)
                .param("limit", limit)
                .query((row, n) -> job(row))
                .list();
    }

    static Batch batch(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Batch(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                row.getString("source_id"),
                Operation.of(row.getString("operation")),
                row.getString("external_ref"),
                BatchStatus.of(row.getString("status")),
                outcome == null ? null : BatchOutcome.of(outcome),
                failure(row),
                row.getInt("generation"),
                new BatchCounts(
                        row.getInt("total"),
                        row.getInt("pending"),
                        row.getInt("active"),
                        row.getInt("completed"),
                        row.getInt("failed"),
                        row.getInt("canceled")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"));
    }

    static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                row.getObject("batch_id", UUID.class),
                row.getObject("intake_id", UUID.class),
                Operation.of(row.getString("operation")),
                row.getString("engine"),
                JobState.of(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getInt("generation"),
                row.getObject("retry_of", UUID.class),
                instant(row, "due_at"),
                instant(row, "ended_at"),
                row.getObject("artifact_id", UUID.class),
                failure(row));
    }

    private static @Nullable Failure failure(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        return code == null ? null : new Failure(ErrorCode.valueOf(code), row.getString("error_text"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

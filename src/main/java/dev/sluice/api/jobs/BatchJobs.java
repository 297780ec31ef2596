package dev.sluice.api.jobs;

import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a batch together with its jobs, whatever their number, as they stood at one moment. */
@Component
public class BatchJobs {
    private static final int FETCH_SIZE = 2_000;
    // The latest generation of each document: what the batch's counters count.
    private static final String JOBS = """
            SELECT j.id, j.state, j.intake_id, i.name, j.attempt, j.artifact_id, a.summary ->> 'pageCount' AS pages,
                   j.error_code, j.error_text, coalesce(j.ended_at, j.claimed_at) AS changed_at, j.operation,
                   s.id AS source_id, s.job_id AS source_job, s.summary ->> 'splitOf' AS split_of
              FROM job_state j
              LEFT JOIN intake_record i ON i.id = j.intake_id
              LEFT JOIN artifact a ON a.id = j.artifact_id
              LEFT JOIN artifact s ON s.id = j.inputs[1]
             WHERE j.tenant_id = ? AND j.batch_id = ?
               AND NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = j.id)
             ORDER BY j.seq
            """;

    private final JdbcTemplate jdbc;
    private final BatchReader reader;
    private final TransactionTemplate snapshot;

    BatchJobs(DataSource dataSource, BatchReader reader) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCH_SIZE);
        this.reader = reader;
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
    }

    /**
     * Reads the batch and hands over its jobs one by one, in the order of submission, so that counters and jobs agree.
     * Be quick: the database keeps its view of that moment until all are handed over.
     *
     * @return the batch, if the tenant has it
     */
    public Optional<Batch> read(String tenantId, UUID batchId, Consumer<JobEntry> each) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            Optional<Batch> batch = reader.batch(tenantId, batchId);
            if (batch.isPresent()) {
                jdbc.query(JOBS, (RowCallbackHandler) row -> each.accept(entry(row)), tenantId, batchId);
            }
            return batch;
        }));
    }

    /** What a document is called; empty if there is none. */
    public String fileName(String tenantId, @Nullable UUID intakeId) {
        return jdbc
                .queryForList(
                        "SELECT name FROM intake_record WHERE tenant_id = ? AND id = ?",
                        String.class,
                        tenantId,
                        intakeId)
                .stream()
                .findFirst()
                .orElse("");
    }

    private static JobEntry entry(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        String pages = row.getString("pages");
        return new JobEntry(
                row.getObject("id", UUID.class),
                JobState.of(row.getString("state")),
                row.getObject("intake_id", UUID.class),
                Objects.requireNonNullElse(row.getString("name"), ""),
                Operation.of(row.getString("operation")),
                source(row),
                row.getInt("attempt"),
                row.getObject("artifact_id", UUID.class),
                pages == null ? null : Integer.valueOf(pages),
                code == null ? null : new Failure(ErrorCode.valueOf(code), row.getString("error_text")),
                instant(row));
    }

    private static @Nullable JobSource source(ResultSet row) throws SQLException {
        UUID artifact = row.getObject("source_id", UUID.class);
        return artifact == null
                ? null
                : JobSource.of(artifact, row.getObject("source_job", UUID.class), row.getString("split_of"));
    }

    private static @Nullable Instant instant(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("changed_at", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

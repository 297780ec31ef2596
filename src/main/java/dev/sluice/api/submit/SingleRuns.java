package dev.sluice.api.submit;

import dev.sluice.batch.BatchService;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Ids;
import dev.sluice.batch.Job;
import dev.sluice.batch.NewJob;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.ApiDocuments;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes single operations in charge, and waits for them: whoever has been told a job's id can rely on it. */
public class SingleRuns {
    private final BatchService batches;
    private final EngineChoice engines;
    private final ApiDocuments documents;
    private final Ids ids;
    private final JobWaits waits;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    SingleRuns(
            DataSource dataSource,
            JdbcClient jdbc,
            BatchService batches,
            EngineChoice engines,
            ApiDocuments documents,
            Ids ids,
            JobWaits waits) {
        this.batches = batches;
        this.engines = engines;
        this.documents = documents;
        this.ids = ids;
        this.waits = waits;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Writes record and job down, in the caller's transaction or in one of its own. It does not wait behind batches.
     *
     * @return the job's id
     */
    public UUID submit(SingleRun run) {
        return Objects.requireNonNull(transactions.execute(status -> {
            NewJob job = job(run);
            String engine = engines.engineFor(run.operation(), run.engine());
            batches.submitSingle(run.tenantId(), run.operation(), engine, job);
            if (run.kept() != null) {
                jdbc.sql("INSERT INTO single_run (job_id, tenant_id, kept) VALUES (?, ?, ?::jsonb)")
                        .params(job.id(), run.tenantId(), run.kept())
                        .update();
            }
            return job.id();
        }));
    }

    private NewJob job(SingleRun run) {
        ApiDocument document = run.document();
        if (document == null) {
            return new NewJob(ids.next(), null, run.inputs(), run.options());
        }
        NewJob job = documents
                .register(run.tenantId(), ids.next(), 0, List.of(document))
                .get(0);
        return new NewJob(job.id(), job.intakeId(), List.of(), run.options());
    }

    /** What the dialect has kept with a run, a JSON object; empty if nothing, or if there is no such run. */
    public Optional<String> kept(String tenantId, @Nullable UUID jobId) {
        return jdbc.sql("SELECT kept::text FROM single_run WHERE job_id = ? AND tenant_id = ?")
                .params(jobId, tenantId)
                .query(String.class)
                .optional();
    }

    /**
     * Waits until the job is final, or {@code sluice.pulse.sync-timeout} is over. Holds the calling thread; where many
     * wait at a time, {@link #end} does not.
     *
     * @return the job as it then is
     * @throws IllegalStateException if that cannot be found out
     */
    public Job await(String tenantId, UUID jobId) {
        try {
            return end(tenantId, jobId).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("job " + jobId + " cannot be waited for", e.getCause());
        }
    }

    /** As {@link #await}, without holding a thread. What hangs on it must be quick, or run elsewhere. */
    public CompletableFuture<Job> end(String tenantId, UUID jobId) {
        return waits.end(tenantId, jobId);
    }
}

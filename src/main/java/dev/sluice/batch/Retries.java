package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries final jobs again: by new rows of the next generation, because final rows never change. */
final class Retries {
    private final BatchMover mover;
    private final Cancellation cancellation;
    private final Ids ids;

    Retries(BatchMover mover, Cancellation cancellation, Ids ids) {
        this.mover = mover;
        this.cancellation = cancellation;
        this.ids = ids;
    }

    /** See {@link BatchService#retry(UUID)}. */
    UUID retry(UUID jobId) {
        UUID batchId = find(jobId).batchId();
        return inSweptBatch(batchId, (c, batch) -> {
            if (batch == null) {
                JobTable.lock(c, jobId);
            }
            Optional<UUID> existing = JobTable.retryOf(c, jobId);
            if (existing.isPresent()) {
                return existing.get();
            }
            EndedJob old = JobTable.find(c, jobId).orElseThrow();
            if (!old.state().isFinal()) {
                throw new IllegalStateException("job %s is %s: only a final job can be tried again"
                        .formatted(jobId, old.state().word()));
            }
            return retry(c, batch, List.of(old)).values().iterator().next();
        });
    }

    /** See {@link BatchService#retry(UUID, RetryChoice)}. */
    Map<UUID, UUID> retry(UUID batchId, RetryChoice choice) {
        return inSweptBatch(batchId, (c, batch) -> retry(c, batch, JobTable.retryable(c, batchId, choice)));
    }

    private EndedJob find(UUID jobId) {
        return mover.run(c -> JobTable.find(c, jobId))
                .orElseThrow(() -> new IllegalStateException("there is no job " + jobId));
    }

    @FunctionalInterface
    private interface BatchWork<T> {
        T in(Connection connection, @Nullable BatchRow batch) throws SQLException;
    }

    /** Runs it under the batch's lock once no row of a canceled batch says open any more: it would come back to life. */
    private <T> T inSweptBatch(@Nullable UUID batchId, BatchWork<T> work) {
        while (true) {
            if (batchId != null) {
                cancellation.sweep(batchId);
            }
            Optional<T> result = mover.run(c -> {
                BatchRow batch = batchId == null ? null : mover.lock(c, batchId);
                return batch != null && !batch.swept() ? Optional.empty() : Optional.of(work.in(c, batch));
            });
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    private Map<UUID, UUID> retry(Connection connection, @Nullable BatchRow batch, List<EndedJob> jobs)
            throws SQLException {
        Map<UUID, UUID> retries = new LinkedHashMap<>();
        jobs.forEach(job -> retries.put(job.id(), ids.next()));
        if (retries.isEmpty()) {
            return retries;
        }
        JobTable.insertRetries(connection, batch == null ? 0 : batch.lastSeq(), retries);
        List<NewJob> again = new ArrayList<>();
        jobs.forEach(job -> again.add(new NewJob(Objects.requireNonNull(retries.get(job.id())), job.intakeId())));
        mover.submitted(connection, jobs.get(0).tenantId(), batch == null ? null : batch.id, again);
        if (batch == null) {
            for (UUID single : retries.values()) {
                WorkTable.insertSingle(connection, single);
            }
            mover.wakeAfterCommit();
        } else {
            jobs.forEach(job -> batch.retried(job.state()));
            mover.finish(connection, batch);
        }
        return retries;
    }
}

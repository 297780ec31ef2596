package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The public door of the core: open a batch, add documents, seal, cancel, retry. Every method is one transaction, or
 * joins the caller's; each ends by refilling the window and settling the status, so that none can leave a batch hanging.
 * Lock order: the caller's own rows, then batch, work, job, event.
 */
public class BatchService {
    /** How many jobs are inserted under one lock of the batch row. */
    private static final int CHUNK = 5_000;

    private final BatchMover mover;
    private final Cancellation cancellation;
    private final Retries retries;
    private final Ids ids;

    BatchService(BatchMover mover, Cancellation cancellation, Retries retries, Ids ids) {
        this.mover = mover;
        this.cancellation = cancellation;
        this.retries = retries;
        this.ids = ids;
    }

    /**
     * Opens a batch that takes documents until it is sealed.
     *
     * @return its id
     * @throws IllegalStateException if the source already has a batch that takes documents
     */
    public UUID open(NewBatch batch) {
        return mover.run(c -> open(c, batch)
                .orElseThrow(() -> new IllegalStateException(
                        "source " + batch.sourceId() + " already has a batch that takes documents"))
                .id);
    }

    /**
     * Adds documents to the batch of a source that takes documents, opening one if there is none. The batch is sealed
     * when it reaches its largest size.
     *
     * @param batch its {@code sourceId} is required; the rest describes the batch if one must be opened
     * @return the batch they were added to
     */
    public UUID addToBatchOf(NewBatch batch, List<NewJob> jobs) {
        String sourceId = batch.sourceId();
        if (sourceId == null) {
            throw new IllegalArgumentException("a batch that is found by its source needs a source");
        }
        return mover.run(c -> {
            Optional<BatchRow> row = BatchTable.lockReceiving(c, batch.tenantId(), sourceId);
            while (row.isEmpty()) {
                row = open(c, batch);
                if (row.isEmpty()) { // another node has opened it in the meantime
                    row = BatchTable.lockReceiving(c, batch.tenantId(), sourceId);
                }
            }
            add(c, row.get(), jobs);
            return row.get().id;
        });
    }

    /**
     * Adds documents to a batch.
     *
     * @throws IllegalStateException if it no longer takes documents, or does not exist
     */
    public void add(UUID batchId, List<NewJob> jobs) {
        for (int from = 0; from < jobs.size(); from += CHUNK) {
            List<NewJob> chunk = jobs.subList(from, Math.min(jobs.size(), from + CHUNK));
            mover.run(c -> {
                BatchRow batch = mover.lock(c, batchId);
                if (batch.status() != BatchStatus.RECEIVING) {
                    throw new IllegalStateException("batch " + batchId + " no longer takes documents");
                }
                add(c, batch, chunk);
                return batchId;
            });
        }
    }

    private Optional<BatchRow> open(Connection connection, NewBatch batch) throws SQLException {
        UUID id = ids.next();
        if (!BatchTable.insert(connection, id, batch)) {
            return Optional.empty();
        }
        BatchRow row = mover.lock(connection, id);
        mover.opened(connection, row);
        return Optional.of(row);
    }

    private void add(Connection connection, BatchRow batch, List<NewJob> jobs) throws SQLException {
        JobTable.insert(connection, batch.tenantId, batch.id, batch.lastSeq(), batch.operation, batch.engine, jobs);
        mover.submitted(connection, batch.tenantId, batch.id, jobs);
        batch.added(jobs.size());
        if (batch.full()) {
            batch.seal();
        }
        mover.finish(connection, batch);
        BatchTable.postponeSeal(connection, batch.id);
    }

    /**
     * Submits one document by itself: it does not wait behind batches.
     *
     * @param engine the engine that serves the operation
     */
    public void submitSingle(String tenantId, Operation operation, String engine, NewJob job) {
        mover.run(c -> {
            JobTable.insert(c, tenantId, null, 0, operation, engine, List.of(job));
            WorkTable.insertSingle(c, job.id());
            mover.submitted(c, tenantId, null, List.of(job));
            SubmitListener.tell(c);
            mover.wakeAfterCommit();
            return job.id();
        });
    }

    /** No more documents will be added: the total is final. Sealing a sealed or final batch changes nothing. */
    public void seal(UUID batchId) {
        mover.run(c -> {
            BatchRow batch = mover.lock(c, batchId);
            if (batch.status() == BatchStatus.RECEIVING) {
                batch.seal();
                mover.finish(c, batch);
            }
            return batchId;
        });
    }

    /** Seals it if its quiet time is really over, seen under the lock: a document may just have arrived. */
    void sealIfQuiet(UUID batchId) {
        mover.run(c -> {
            BatchRow batch = mover.lock(c, batchId);
            if (batch.status() == BatchStatus.RECEIVING && batch.quiet()) {
                batch.seal();
                mover.finish(c, batch);
            }
            return batchId;
        });
    }

    /**
     * Cancels a batch: final at once, whatever its size. Work that is running is stopped, and what it still reports is
     * dropped.
     *
     * @return false if it was final already
     */
    public boolean cancel(UUID batchId) {
        return cancellation.end(batchId, BatchRow::cancelAll, "Its batch was canceled.");
    }

    /**
     * The batch itself cannot run, such as when its input cannot be listed: its open jobs are canceled.
     *
     * @return false if it was final already
     */
    public boolean fail(UUID batchId, Failure why) {
        return cancellation.end(batchId, batch -> batch.fail(why), "Its batch could not run: " + why.message());
    }

    /**
     * Cancels one job.
     *
     * @return false if it was final already or does not exist
     */
    public boolean cancelJob(UUID jobId) {
        return cancellation.endJob(jobId, JobState.CANCELED, new Failure(ErrorCode.CANCELED, "Canceled on request."));
    }

    /**
     * Tries a final job again, by a new job of the next generation; a final batch is reopened as its next generation.
     * Asking twice gives the same answer.
     *
     * @return the new job
     * @throws IllegalStateException if the job is not final or does not exist
     */
    public UUID retry(UUID jobId) {
        return retries.retry(jobId);
    }

    /**
     * Tries every failed and canceled job of a batch again.
     *
     * @return the new jobs, by the jobs they try again
     */
    public Map<UUID, UUID> retryFailed(UUID batchId) {
        return retries.retry(batchId, RetryChoice.ALL);
    }

    /**
     * Tries some final jobs of a batch again; those that something tries again already are left out.
     *
     * @return the new jobs, by the jobs they try again
     */
    public Map<UUID, UUID> retry(UUID batchId, RetryChoice choice) {
        return retries.retry(batchId, choice);
    }

    /** Refills the window of a batch whose jobs are due, or whose limits have changed. */
    void refill(UUID batchId) {
        mover.run(c -> {
            BatchRow batch = mover.lock(c, batchId);
            if (batch.free() > 0) {
                mover.finish(c, batch);
            }
            return batchId;
        });
    }
}

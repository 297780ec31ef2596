package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The public door of the core: open a batch, add documents, seal, cancel, retry. Every method is one transaction, or
 * joins the caller's; each ends by refilling the window and settling the status, so that none can leave a batch hanging.
 * Lock order: the caller's own rows, then batch, work, job, event.
 */
public class BatchService {
    /** How many jobs are inserted under one lock of the batch row. */
    private static final int CHUNK = 5_000;

    private static final int SWEEP_CHUNK = 10_000;

    private final Transactions transactions;
    private final Ids ids;
    private final Refill refill;
    private final EventWriter events;
    private final InFlight inFlight;
    private final WakeUp wakeUp;
    private final List<JobEndListener> listeners;

    BatchService(
            Transactions transactions,
            Ids ids,
            Refill refill,
            EventWriter events,
            InFlight inFlight,
            WakeUp wakeUp,
            List<JobEndListener> listeners) {
        this.transactions = transactions;
        this.ids = ids;
        this.refill = refill;
        this.events = events;
        this.inFlight = inFlight;
        this.wakeUp = wakeUp;
        this.listeners = listeners;
    }

    /**
     * Opens a batch that takes documents until it is sealed.
     *
     * @return its id
     * @throws IllegalStateException if the source already has a batch that takes documents
     */
    public UUID open(NewBatch batch) {
        return transactions.run(c -> open(c, batch)
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
        return transactions.run(c -> {
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
            transactions.run(c -> {
                BatchRow batch = lock(c, batchId);
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
        BatchRow row = lock(connection, id);
        events.created(connection, row);
        return Optional.of(row);
    }

    private void add(Connection connection, BatchRow batch, List<NewJob> jobs) throws SQLException {
        JobTable.insert(connection, batch.tenantId, batch.id, batch.lastSeq(), batch.operation, batch.engine, jobs);
        batch.added(jobs.size());
        if (batch.full()) {
            batch.seal();
        }
        finish(connection, batch);
        BatchTable.postponeSeal(connection, batch.id);
    }

    /**
     * Submits one document by itself: it does not wait behind batches.
     *
     * @param engine the engine that serves the operation
     */
    public void submitSingle(String tenantId, Operation operation, String engine, NewJob job) {
        transactions.run(c -> {
            JobTable.insert(c, tenantId, null, 0, operation, engine, List.of(job));
            WorkTable.insertSingle(c, job.id());
            SubmitListener.tell(c);
            Transactions.afterCommit(wakeUp::signal);
            return job.id();
        });
    }

    /** No more documents will be added: the total is final. Sealing a sealed or final batch changes nothing. */
    public void seal(UUID batchId) {
        transactions.run(c -> {
            BatchRow batch = lock(c, batchId);
            if (batch.status() == BatchStatus.RECEIVING) {
                batch.seal();
                finish(c, batch);
            }
            return batchId;
        });
    }

    /** Seals it if its quiet time is really over, seen under the lock: a document may just have arrived. */
    void sealIfQuiet(UUID batchId) {
        transactions.run(c -> {
            BatchRow batch = lock(c, batchId);
            if (batch.status() == BatchStatus.RECEIVING && batch.quiet()) {
                batch.seal();
                finish(c, batch);
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
        return end(batchId, BatchRow::cancelAll, "Its batch was canceled.");
    }

    /**
     * The batch itself cannot run, such as when its input cannot be listed: its open jobs are canceled.
     *
     * @return false if it was final already
     */
    public boolean fail(UUID batchId, Failure why) {
        return end(batchId, batch -> batch.fail(why), "Its batch could not run: " + why.message());
    }

    private boolean end(UUID batchId, Consumer<BatchRow> how, String why) {
        return transactions.run(c -> {
            BatchRow batch = lock(c, batchId);
            if (batch.status().isFinal()) {
                return false;
            }
            how.accept(batch);
            Failure canceled = new Failure(ErrorCode.CANCELED, why);
            List<EndedJob> stopped = JobTable.cancelWorkOf(c, batch, canceled.message());
            finish(c, batch);
            events.ended(c, stopped, failures(stopped, canceled), batch.lockedAt);
            tellAfterCommit(stopped);
            return true;
        });
    }

    /**
     * Cancels one job.
     *
     * @return false if it was final already or does not exist
     */
    public boolean cancelJob(UUID jobId) {
        return endJob(jobId, JobState.CANCELED, new Failure(ErrorCode.CANCELED, "Canceled on request."));
    }

    /** Ends one job outside of an attempt, wherever it is. */
    boolean endJob(UUID jobId, JobState state, Failure why) {
        return transactions.run(c -> {
            Optional<EndedJob> found = JobTable.find(c, jobId);
            if (found.isEmpty()) {
                return false;
            }
            UUID batchId = found.get().batchId();
            BatchRow batch = batchId == null ? null : lock(c, batchId);
            if (batch != null && batch.status().isFinal()) {
                return false; // also an open row of a canceled batch, which reads as canceled
            }
            Optional<JobTable.EndedAlone> ended = JobTable.endOne(c, jobId, state, why);
            if (ended.isEmpty()) {
                return false;
            }
            if (batch == null) {
                // Its backoff may just have ended in another transaction, whose row the statement before did not see.
                WorkTable.remove(c, jobId);
            } else {
                if (state == JobState.FAILED) {
                    batch.failedAlone(ended.get().wasActive());
                } else {
                    batch.canceledOne(ended.get().wasActive());
                }
                finish(c, batch);
            }
            List<EndedJob> one = List.of(ended.get().job());
            events.ended(c, one, failures(one, why), batch == null ? DatabaseTime.now(c) : batch.lockedAt);
            tellAfterCommit(one);
            return true;
        });
    }

    /**
     * Tries a final job again, by a new job of the next generation; a final batch is reopened as its next generation.
     * Asking twice gives the same answer.
     *
     * @return the new job
     * @throws IllegalStateException if the job is not final or does not exist
     */
    public UUID retry(UUID jobId) {
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

    /**
     * Tries every failed and canceled job of a batch again.
     *
     * @return the new jobs, by the jobs they try again
     */
    public Map<UUID, UUID> retryFailed(UUID batchId) {
        return inSweptBatch(batchId, (c, batch) -> retry(c, batch, JobTable.retryable(c, batchId)));
    }

    private EndedJob find(UUID jobId) {
        return transactions
                .run(c -> JobTable.find(c, jobId))
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
                sweep(batchId);
            }
            Optional<T> result = transactions.run(c -> {
                BatchRow batch = batchId == null ? null : lock(c, batchId);
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
        if (batch == null) {
            for (UUID single : retries.values()) {
                WorkTable.insertSingle(connection, single);
            }
            Transactions.afterCommit(wakeUp::signal);
        } else {
            jobs.forEach(job -> batch.retried(job.state()));
            finish(connection, batch);
        }
        return retries;
    }

    /** Writes the rows of a canceled batch that still say open, chunk by chunk, each in a transaction of its own. */
    void sweep(UUID batchId) {
        AtomicInteger from = new AtomicInteger();
        boolean more = true;
        while (more) {
            more = transactions.run(c -> {
                BatchRow batch = lock(c, batchId);
                if (batch.swept()) {
                    return false;
                }
                int to = from.get() + SWEEP_CHUNK;
                List<EndedJob> canceled = JobTable.sweepCanceled(c, batchId, from.get(), to);
                events.ended(
                        c,
                        canceled,
                        failures(canceled, new Failure(ErrorCode.CANCELED, "Its batch was canceled.")),
                        batch.lockedAt);
                tellAfterCommit(canceled);
                if (to >= batch.lastSeq()) {
                    batch.rowsSwept();
                    BatchTable.write(c, List.of(batch));
                    return false;
                }
                return true;
            });
            from.addAndGet(SWEEP_CHUNK);
        }
    }

    /** Refills the window of a batch whose jobs are due, or whose limits have changed. */
    void refill(UUID batchId) {
        transactions.run(c -> {
            BatchRow batch = lock(c, batchId);
            if (batch.free() > 0) {
                finish(c, batch);
            }
            return batchId;
        });
    }

    /** The last step of every mover: refill, settle, write, tell. */
    private void finish(Connection connection, BatchRow batch) throws SQLException {
        int released = refill.fill(connection, batch);
        BatchTable.write(connection, List.of(batch));
        events.moved(connection, List.of(batch));
        if (released > 0) {
            Transactions.afterCommit(wakeUp::signal);
        }
    }

    private static BatchRow lock(Connection connection, UUID batchId) throws SQLException {
        BatchRow batch = BatchTable.lock(connection, List.of(batchId)).get(batchId);
        if (batch == null) {
            throw new IllegalStateException("there is no batch " + batchId);
        }
        return batch;
    }

    private static Map<UUID, Failure> failures(List<EndedJob> jobs, Failure why) {
        Map<UUID, Failure> failures = new HashMap<>();
        jobs.forEach(job -> failures.put(job.id(), why));
        return failures;
    }

    private void tellAfterCommit(List<EndedJob> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<UUID> jobIds = new ArrayList<>();
        jobs.forEach(job -> jobIds.add(job.id()));
        Transactions.afterCommit(() -> {
            inFlight.abort(jobIds);
            listeners.forEach(listener -> listener.ended(jobIds));
        });
    }
}

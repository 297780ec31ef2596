package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every mover of a batch does alike: lock the batch first, and end by refilling its window, settling its status,
 * writing it and telling those who want to know.
 */
final class BatchMover {
    private final Transactions transactions;
    private final Refill refill;
    private final EventWriter events;
    private final InFlight inFlight;
    private final WakeUp wakeUp;
    private final List<JobEndListener> listeners;

    BatchMover(
            Transactions transactions,
            Refill refill,
            EventWriter events,
            InFlight inFlight,
            WakeUp wakeUp,
            List<JobEndListener> listeners) {
        this.transactions = transactions;
        this.refill = refill;
        this.events = events;
        this.inFlight = inFlight;
        this.wakeUp = wakeUp;
        this.listeners = listeners;
    }

    /** Runs it in the caller's transaction, or in one of its own. */
    <T> T run(Transactions.Work<T> work) {
        return transactions.run(work);
    }

    /**
     * Locks one batch.
     *
     * @throws IllegalStateException if there is none
     */
    BatchRow lock(Connection connection, UUID batchId) throws SQLException {
        BatchRow batch = BatchTable.lock(connection, List.of(batchId)).get(batchId);
        if (batch == null) {
            throw new IllegalStateException("there is no batch " + batchId);
        }
        return batch;
    }

    /** A batch has just been inserted: the first event of its life. */
    void opened(Connection connection, BatchRow batch) throws SQLException {
        events.created(connection, batch);
    }

    /** Jobs have been inserted. */
    void submitted(Connection connection, String tenantId, @Nullable UUID batchId, List<NewJob> jobs)
            throws SQLException {
        events.submitted(connection, tenantId, batchId, jobs);
    }

    /** The last step of every mover: refill, settle, write, tell. */
    void finish(Connection connection, BatchRow batch) throws SQLException {
        int released = refill.fill(connection, batch);
        BatchTable.write(connection, List.of(batch));
        events.moved(connection, List.of(batch));
        if (released > 0) {
            wakeAfterCommit();
        }
    }

    /** Jobs have ended outside of an attempt: writes their events, and stops whoever works on them after the commit. */
    void ended(Connection connection, List<EndedJob> jobs, Failure why, Instant now) throws SQLException {
        if (jobs.isEmpty()) {
            return;
        }
        Map<UUID, Failure> failures = new HashMap<>();
        jobs.forEach(job -> failures.put(job.id(), why));
        events.ended(connection, jobs, failures, now);
        List<UUID> jobIds = jobs.stream().map(EndedJob::id).toList();
        Transactions.afterCommit(() -> {
            inFlight.abort(jobIds);
            listeners.forEach(listener -> listener.ended(jobIds));
        });
    }

    /** There may be something to claim once this is committed. */
    void wakeAfterCommit() {
        Transactions.afterCommit(wakeUp::signal);
    }
}

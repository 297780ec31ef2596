package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes groups of outcomes: one transaction ends the jobs, moves the counters of their batches, refills the windows,
 * settles what has become final and writes the events. The bean at the end of {@code record-outcomes}.
 */
public class OutcomeRecorder {
    private static final Logger log = LoggerFactory.getLogger(OutcomeRecorder.class);
    private static final long RETRY_NANOS = 250_000_000;

    private final Transactions transactions;
    private final NodeLease lease;
    private final RetryPolicy policy;
    private final Refill refill;
    private final EventWriter events;
    private final InFlight inFlight;
    private final WakeUp wakeUp;
    private final List<JobEndListener> listeners;

    OutcomeRecorder(
            Transactions transactions,
            NodeLease lease,
            RetryPolicy policy,
            Refill refill,
            EventWriter events,
            InFlight inFlight,
            WakeUp wakeUp,
            List<JobEndListener> listeners) {
        this.transactions = transactions;
        this.lease = lease;
        this.policy = policy;
        this.refill = refill;
        this.events = events;
        this.inFlight = inFlight;
        this.wakeUp = wakeUp;
        this.listeners = listeners;
    }

    /**
     * Records a group. Returns when all of it is recorded or dropped by the fence; while the database is away it tries
     * again, for the group would otherwise only be worked on once more.
     */
    public void record(List<Outcome> group) {
        NodeId node = lease.current().orElse(null);
        if (node == null || group.isEmpty()) {
            inFlight.forget(group.stream().map(Outcome::job).toList());
            return;
        }
        try {
            record(node, latestOfEach(group));
        } finally {
            inFlight.forget(group.stream().map(Outcome::job).toList());
            wakeUp.signal();
        }
    }

    /** One outcome for each job, in the order of their ids: of two attempts in a group, only the later one can count. */
    private List<JudgedOutcome> latestOfEach(List<Outcome> group) {
        TreeMap<UUID, Outcome> latest = new TreeMap<>();
        for (Outcome outcome : group) {
            latest.merge(
                    outcome.job().jobId(),
                    outcome,
                    (a, b) -> b.job().attempt() > a.job().attempt() ? b : a);
        }
        return latest.values().stream()
                .map(outcome -> JudgedOutcome.of(outcome, policy))
                .toList();
    }

    private void record(NodeId node, List<JudgedOutcome> group) {
        while (true) {
            try {
                List<EndedJob> ended = transactions.run(c -> write(c, node, group));
                tell(ended);
                return;
            } catch (RuntimeException e) {
                // Not the database's own words: what was read does not make sense, such as counters changed by hand.
                boolean nonsense = !(e instanceof DataAccessException || e instanceof TransactionException);
                if (nonsense || SqlState.isRefusal(e)) {
                    isolate(node, group, e);
                    return;
                }
                if (Thread.currentThread().isInterrupted() || lease.current().isEmpty()) {
                    log.warn(
                            "{} outcome(s) were not recorded before the end; their jobs will run again.",
                            group.size(),
                            e);
                    return;
                }
                log.warn(
                        "The database is away; recording {} outcome(s) again shortly: {}",
                        group.size(),
                        e.getMessage());
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** The database refuses something in the group: halve it, so that the one at fault fails alone. */
    private void isolate(NodeId node, List<JudgedOutcome> group, RuntimeException refusal) {
        if (group.size() > 1) {
            record(node, group.subList(0, group.size() / 2));
            record(node, group.subList(group.size() / 2, group.size()));
            return;
        }
        JudgedOutcome one = group.get(0);
        if (one.errorCode() != null && one.errorCode().equals(ErrorCode.OUTCOME_UNRECORDABLE.name())) {
            log.error("The outcome of job {} cannot be recorded at all.", one.jobId(), refusal);
            return;
        }
        log.error("The outcome of job {} cannot be recorded as it is.", one.jobId(), refusal);
        Failure failure = new Failure(
                ErrorCode.OUTCOME_UNRECORDABLE,
                "The outcome of this document was refused by the database; the log says why.");
        record(node, List.of(new JudgedOutcome(one.job(), null, failure, null)));
    }

    private List<EndedJob> write(Connection connection, NodeId node, List<JudgedOutcome> group) throws SQLException {
        TreeSet<UUID> batchIds = new TreeSet<>();
        Map<UUID, Failure> failures = new HashMap<>();
        for (JudgedOutcome outcome : group) {
            if (outcome.job().batchId() != null) {
                batchIds.add(outcome.job().batchId());
            }
            if (outcome.failure() != null) {
                failures.put(outcome.jobId(), outcome.failure());
            }
        }
        Map<UUID, BatchRow> batches = BatchTable.lock(connection, batchIds);
        // Counters follow what was really written, not what was asked for: the fence may have dropped late twins.
        List<EndedJob> ended = JobTable.endClaimed(connection, node, group);
        Map<UUID, BatchRow> touched = new HashMap<>();
        for (EndedJob job : ended) {
            BatchRow batch = job.batchId() == null ? null : batches.get(job.batchId());
            if (batch != null) {
                touched.put(batch.id, batch);
                switch (job.state()) {
                    case COMPLETED -> batch.completedOne();
                    case FAILED -> batch.failedOne();
                    default -> batch.backedOffOne();
                }
            }
        }
        for (BatchRow batch : touched.values()) {
            refill.fill(connection, batch);
        }
        BatchTable.write(connection, touched.values());
        events.moved(connection, touched.values());
        if (events.wanted(EventType.JOB_COMPLETED) || events.wanted(EventType.JOB_FAILED)) {
            Instant now = touched.isEmpty()
                    ? DatabaseTime.now(connection)
                    : touched.values().iterator().next().lockedAt;
            events.ended(connection, ended, failures, now);
        }
        return ended;
    }

    private void tell(List<EndedJob> ended) {
        List<UUID> ids = new ArrayList<>();
        for (EndedJob job : ended) {
            if (job.state().isFinal()) {
                ids.add(job.id());
            }
        }
        if (!ids.isEmpty()) {
            try {
                listeners.forEach(listener -> listener.ended(ids));
            } catch (RuntimeException e) { // it is only a hint, and what it tells of is committed
                log.warn("A listener failed to hear that {} job(s) ended.", ids.size(), e);
            }
        }
    }
}

package dev.sluice.batch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node is working on. A job occupies a slot of its engine from the claim until its outcome is handed over,
 * and stays known until that outcome is committed, so that the heartbeat does not take it for lost.
 */
public class InFlight {
    private static final Logger log = LoggerFactory.getLogger(InFlight.class);
    private static final int SILENT_HEARTBEATS = 6;

    private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();
    private final Map<EngineQueue, AtomicInteger> occupied = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger handedOver = new AtomicInteger();
    private final WakeUp wakeUp;

    InFlight(WakeUp wakeUp) {
        this.wakeUp = wakeUp;
    }

    private static final class Entry {
        final ClaimedJob job;
        private boolean handedOver;
        private boolean aborted;
        private int heartbeatsSinceTaken;
        private @Nullable Runnable onAbort;

        Entry(ClaimedJob job) {
            this.job = job;
        }
    }

    void claimed(Collection<ClaimedJob> jobs) {
        for (ClaimedJob job : jobs) {
            Entry older = entries.put(job.jobId(), new Entry(job));
            occupied(queueOf(job)).incrementAndGet();
            running.incrementAndGet();
            if (older != null) { // it was taken away and came back here before its end was heard of
                abort(older);
                leave(older);
            }
        }
    }

    /**
     * Registers how to stop the work on a job; it runs when the job is canceled or taken away, at once if that has
     * happened already.
     */
    public void onAbort(ClaimedJob job, Runnable action) {
        Entry entry = entryOf(job);
        boolean now;
        if (entry == null) {
            now = true;
        } else {
            synchronized (entry) {
                entry.onAbort = action;
                now = entry.aborted;
            }
        }
        if (now) {
            action.run();
        }
    }

    /** Stops the work on these jobs; what they still report is dropped by the fence. */
    void abort(Collection<UUID> jobIds) {
        for (UUID id : jobIds) {
            Entry entry = entries.get(id);
            if (entry != null) {
                abort(entry);
            }
        }
    }

    private static void abort(Entry entry) {
        Runnable action;
        synchronized (entry) {
            action = entry.aborted ? null : entry.onAbort;
            entry.aborted = true;
        }
        if (action != null) {
            try {
                action.run();
            } catch (RuntimeException e) { // the others must be stopped all the same
                log.warn("The work on job {} could not be stopped.", entry.job.jobId(), e);
            }
        }
    }

    /**
     * The database says that others hold these claims now. Their work is stopped; one of which nothing is heard for
     * several heartbeats was lost on its way, and its slot must not be lost with it.
     *
     * @param attempts the attempt that was taken away, for each job
     */
    void takenAway(Map<UUID, Integer> attempts) {
        attempts.forEach((id, attempt) -> {
            Entry entry = entries.get(id);
            if (entry == null || entry.job.attempt() != attempt) {
                return;
            }
            abort(entry);
            boolean silent;
            synchronized (entry) {
                entry.heartbeatsSinceTaken++;
                silent = entry.heartbeatsSinceTaken > SILENT_HEARTBEATS;
            }
            if (silent) {
                log.warn("Nothing was heard of attempt {} of job {}; its slot is free again.", attempt, id);
                forget(List.of(entry.job));
            }
        });
    }

    /**
     * The job's outcome is on its way to be recorded: its slot is free.
     *
     * @return the outcome, so that a route can pass it on
     */
    public Outcome handOver(Outcome outcome) {
        Entry entry = entryOf(outcome.job());
        if (entry == null) {
            return outcome;
        }
        synchronized (entry) {
            entry.onAbort = null;
            if (entry.handedOver) {
                return outcome;
            }
            entry.handedOver = true;
        }
        handedOver.incrementAndGet();
        leaveSlot(entry);
        return outcome;
    }

    private void leaveSlot(Entry entry) {
        int left = occupied(queueOf(entry.job)).decrementAndGet();
        running.decrementAndGet();
        // A large node that claimed one job for each slot that frees would spend its time on claims of one.
        if (left % 64 == 0 || left < 64) {
            wakeUp.signal();
        }
    }

    /** The outcomes of these claims are committed, or the fence has dropped them: this node knows them no longer. */
    void forget(Collection<ClaimedJob> jobs) {
        for (ClaimedJob job : jobs) {
            Entry entry = entryOf(job);
            if (entry != null && entries.remove(job.jobId(), entry)) {
                leave(entry);
            }
        }
    }

    private void leave(Entry entry) {
        boolean wasHandedOver;
        synchronized (entry) {
            wasHandedOver = entry.handedOver;
            entry.handedOver = true;
            entry.onAbort = null;
        }
        if (wasHandedOver) {
            handedOver.decrementAndGet();
        } else {
            leaveSlot(entry);
        }
    }

    /** Whether this node works on that attempt, or has its outcome on the way. */
    boolean knows(UUID jobId, int attempt) {
        Entry entry = entries.get(jobId);
        return entry != null && entry.job.attempt() == attempt;
    }

    /** Occupied slots of a queue. */
    int occupied(Operation operation, String engine, Lane lane) {
        return occupied(new EngineQueue(operation, engine, lane)).get();
    }

    /** Jobs that are being worked on. */
    public int running() {
        return running.get();
    }

    /**
     * Whether a group of that many handed-over outcomes is all there is: nothing else is being worked on, so waiting
     * for more would only waste time.
     */
    public boolean isLastGroup(int size) {
        return running.get() == 0 && handedOver.get() <= size;
    }

    /** The attempt this node works on, for each job it knows. */
    Map<UUID, Integer> attempts() {
        return entries.values().stream().collect(Collectors.toMap(e -> e.job.jobId(), e -> e.job.attempt()));
    }

    /** The jobs this node knows. */
    public Set<UUID> jobIds() {
        return Set.copyOf(entries.keySet());
    }

    /** The claims this node knows, for the report at shutdown. */
    List<ClaimedJob> jobs() {
        return entries.values().stream().map(e -> e.job).toList();
    }

    private @Nullable Entry entryOf(ClaimedJob job) {
        Entry entry = entries.get(job.jobId());
        return entry != null && entry.job.attempt() == job.attempt() ? entry : null;
    }

    private AtomicInteger occupied(EngineQueue queue) {
        return occupied.computeIfAbsent(queue, q -> new AtomicInteger());
    }

    private static EngineQueue queueOf(ClaimedJob job) {
        return new EngineQueue(job.operation(), job.engine(), job.lane());
    }
}

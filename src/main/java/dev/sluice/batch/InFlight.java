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

/**
 * What this node is working on. A job occupies a slot of its engine from the claim until its outcome is handed over,
 * and stays known until that outcome is committed, so that the heartbeat does not take it for lost.
 */
public class InFlight {
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
        private @Nullable Runnable onAbort;

        Entry(ClaimedJob job) {
            this.job = job;
        }
    }

    void claimed(Collection<ClaimedJob> jobs) {
        for (ClaimedJob job : jobs) {
            entries.put(job.jobId(), new Entry(job));
            occupied(queueOf(job)).incrementAndGet();
            running.incrementAndGet();
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
            if (entry == null) {
                continue;
            }
            Runnable action;
            synchronized (entry) {
                entry.aborted = true;
                action = entry.onAbort;
            }
            if (action != null) {
                action.run();
            }
        }
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
                boolean wasHandedOver;
                synchronized (entry) {
                    wasHandedOver = entry.handedOver;
                    entry.handedOver = true;
                }
                if (wasHandedOver) {
                    handedOver.decrementAndGet();
                } else {
                    leaveSlot(entry);
                }
            }
        }
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

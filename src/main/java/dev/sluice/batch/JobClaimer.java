package dev.sluice.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims ready jobs for this node's free slots: the bean at the head of {@code claim-jobs}. */
public class JobClaimer {
    private static final Logger log = LoggerFactory.getLogger(JobClaimer.class);
    /** Rows committed late or put back lie below the watermark: look at everything that often. */
    private static final long FULL_SCAN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Ranks of concurrent transactions become visible out of order: 200 ms of single runs, 200 jobs of a batch. */
    private static final long WATERMARK_SLACK = 200_000;

    private final Transactions transactions;
    private final NodeLease lease;
    private final NodeSettings settings;
    private final InFlight inFlight;
    private final List<EngineLimit> engines;
    private final EventWriter events;
    private final VirtualTime virtualTime;
    private final WakeUp wakeUp;
    private final LongSupplier nanoTime;
    private final Map<EngineQueue, Watermark> watermarks = new HashMap<>();
    private boolean more;
    private volatile boolean stopped;

    JobClaimer(
            Transactions transactions,
            NodeLease lease,
            NodeSettings settings,
            InFlight inFlight,
            List<EngineLimit> engines,
            EventWriter events,
            VirtualTime virtualTime,
            WakeUp wakeUp,
            LongSupplier nanoTime) {
        this.transactions = transactions;
        this.lease = lease;
        this.settings = settings;
        this.inFlight = inFlight;
        this.engines = engines;
        this.events = events;
        this.virtualTime = virtualTime;
        this.wakeUp = wakeUp;
        this.nanoTime = nanoTime;
    }

    /**
     * The smallest rank of the last claim. Dead index entries lie before it when some long transaction keeps VACUUM
     * from removing them, and every claim would walk over all of them.
     */
    private static final class Watermark {
        long rank;
        long fullScanAt = Long.MIN_VALUE;
    }

    /**
     * Waits until there may be something to claim, at most {@code sluice.node.poll}, and claims it.
     *
     * @return the claimed jobs, single runs first, then by rank; often none
     */
    public synchronized List<ClaimedJob> awaitAndClaim() {
        if (!more) {
            wakeUp.await(stopped ? Duration.ofMillis(1) : settings.poll());
        }
        return claim();
    }

    /** Claims what fits into the free slots right now. */
    synchronized List<ClaimedJob> claim() {
        List<ClaimedJob> jobs = new ArrayList<>();
        more = false;
        if (stopped) {
            return jobs;
        }
        lease.current().ifPresent(node -> {
            try {
                for (Lane lane : Lane.values()) {
                    for (Look look : worthwhile(lane)) {
                        jobs.addAll(claim(node, look));
                    }
                }
            } catch (RuntimeException e) {
                if (jobs.isEmpty()) {
                    throw e;
                }
                // What was claimed before is this node's: thrown away, it would be held until its deadline.
                log.warn("Only {} job(s) were claimed: {}", jobs.size(), e.getMessage());
            }
        });
        return jobs;
    }

    /** One queue to look into: how many jobs of it fit, and where its first one may lie. */
    record Look(EngineLimit engine, Lane lane, int free, int limit, boolean fullScan, long watermark) {}

    /** The queues for which there is room; if they are several, those of them that have a job, found with one statement. */
    private List<Look> worthwhile(Lane lane) {
        List<Look> looks = new ArrayList<>();
        for (EngineLimit engine : engines) {
            look(engine, lane).ifPresent(looks::add);
        }
        if (looks.size() <= 1) {
            return looks;
        }
        List<Look> ready = transactions.run(c -> WorkTable.ready(c, looks));
        looks.forEach(this::looked);
        return ready;
    }

    private Optional<Look> look(EngineLimit engine, Lane lane) {
        int free = new Slots(
                        engine.maxConcurrent(),
                        inFlight.occupied(engine.operation(), engine.engine(), Lane.SINGLE),
                        inFlight.occupied(engine.operation(), engine.engine(), Lane.BATCH))
                .freeFor(lane);
        int limit = Math.min(free, settings.claimSize());
        if (limit <= 0) {
            return Optional.empty();
        }
        Watermark watermark = watermark(engine, lane);
        boolean fullScan = nanoTime.getAsLong() >= watermark.fullScanAt;
        return Optional.of(new Look(engine, lane, free, limit, fullScan, fullScan ? Long.MIN_VALUE : watermark.rank));
    }

    private void looked(Look look) {
        if (look.fullScan()) {
            watermark(look.engine(), look.lane()).fullScanAt = nanoTime.getAsLong() + FULL_SCAN_NANOS;
        }
    }

    private Watermark watermark(EngineLimit engine, Lane lane) {
        return watermarks.computeIfAbsent(
                new EngineQueue(engine.operation(), engine.engine(), lane), queue -> new Watermark());
    }

    /** From now on nothing is claimed. */
    public void stop() {
        stopped = true;
        wakeUp.signal();
    }

    private List<ClaimedJob> claim(NodeId node, Look look) {
        List<WorkTable.Claimed> claimed = transactions.run(c -> {
            List<WorkTable.Claimed> taken =
                    WorkTable.claim(c, node, look.engine(), look.lane(), look.watermark(), look.limit());
            if (!taken.isEmpty() && events.wanted(EventType.JOB_STARTED)) {
                events.started(c, taken.stream().map(WorkTable.Claimed::job).toList(), DatabaseTime.now(c));
            }
            return taken;
        });
        looked(look);
        if (claimed.isEmpty()) {
            return List.of();
        }
        watermark(look.engine(), look.lane()).rank = claimed.get(0).rank() - WATERMARK_SLACK;
        virtualTime.advance(
                new EngineQueue(look.engine().operation(), look.engine().engine(), look.lane()),
                claimed.get(claimed.size() - 1).rank());
        List<ClaimedJob> jobs = claimed.stream().map(WorkTable.Claimed::job).toList();
        inFlight.claimed(jobs);
        more |= claimed.size() == settings.claimSize() && look.free() > look.limit();
        return jobs;
    }
}

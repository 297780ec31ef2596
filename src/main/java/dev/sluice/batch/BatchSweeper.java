package dev.sluice.batch;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must happen although nobody asks: each method is one bounded, repeatable step that {@code sweep} calls on its
 * schedule. No timer is truth; the rows are.
 */
public class BatchSweeper {
    private static final Logger log = LoggerFactory.getLogger(BatchSweeper.class);
    private static final int LIMIT = 1_000;

    private final Transactions transactions;
    private final NodeLease lease;
    private final BatchService batches;
    private final Cancellation cancellation;
    private final Recheck recheck;
    private final JobSettings settings;
    private final WakeUp wakeUp;
    private final JdbcClient jdbc;

    BatchSweeper(
            Transactions transactions,
            NodeLease lease,
            BatchService batches,
            Cancellation cancellation,
            Recheck recheck,
            JobSettings settings,
            WakeUp wakeUp,
            JdbcClient jdbc) {
        this.transactions = transactions;
        this.lease = lease;
        this.batches = batches;
        this.cancellation = cancellation;
        this.recheck = recheck;
        this.settings = settings;
        this.wakeUp = wakeUp;
        this.jdbc = jdbc;
    }

    /** Extends this node's lease and puts back claims whose answer was lost. */
    public void extendLease() {
        putBack(lease.heartbeat());
    }

    /** Puts back what dead nodes and overdue claims hold. */
    public void releaseLostJobs() {
        List<WorkTable.Lost> lost;
        do {
            lost = transactions.run(c -> WorkTable.putBackLost(c, LIMIT));
            if (!lost.isEmpty()) {
                log.warn("Put back {} job(s) whose node was lost or whose time was up.", lost.size());
            }
            putBack(lost);
        } while (lost.size() == LIMIT);
    }

    private void putBack(List<WorkTable.Lost> lost) {
        for (WorkTable.Lost job : lost) {
            if (job.losses() > settings.maxLosses()) {
                Failure why = new Failure(
                        ErrorCode.WORKER_LOST, "The node that worked on it was lost %d times.".formatted(job.losses()));
                alone(job.jobId(), id -> cancellation.endJob(id, JobState.FAILED, why));
            }
        }
        if (!lost.isEmpty()) {
            wakeUp.signal();
        }
    }

    /** Lets jobs whose backoff is over compete for a slot of their batch again. */
    public void releaseDueJobs() {
        transactions.run(JobTable::batchesWithDueJobs).forEach(batch -> alone(batch, batches::refill));
        if (transactions.run(c -> WorkTable.releaseDueSingles(c, LIMIT)) > 0) {
            wakeUp.signal();
        }
    }

    /** Writes the rows of canceled batches that still say open. */
    public void writeCanceledJobs() {
        ids("SELECT id FROM batch WHERE NOT swept ORDER BY id LIMIT 100").forEach(id -> alone(id, cancellation::sweep));
    }

    /** Seals batches for which no document has arrived during their quiet time. */
    public void sealQuietBatches() {
        ids("SELECT id FROM batch WHERE status = 'receiving' AND seal_at <= sluice_now() ORDER BY id LIMIT " + LIMIT)
                .forEach(id -> alone(id, batches::sealIfQuiet));
    }

    /** At the start of a node: begins its new life, takes back what its old one held, counts open batches again. */
    public void boot() {
        lease.boot();
        releaseLostJobs();
        recheck.openBatches();
        wakeUp.signal();
    }

    /** At the end of a node: what it still holds is given back at once, and named. */
    public void retire() {
        lease.retire();
    }

    /** One that cannot be swept must not stop those after it, this time and every time. */
    private static void alone(UUID id, Consumer<UUID> step) {
        try {
            step.accept(id);
        } catch (RuntimeException e) {
            log.error("A sweep left {} out; it is tried again with the next one.", id, e);
        }
    }

    private List<UUID> ids(String query) {
        return jdbc.sql(query).query(UUID.class).list();
    }
}

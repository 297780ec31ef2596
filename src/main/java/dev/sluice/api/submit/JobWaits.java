package dev.sluice.api.submit;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobEndListener;
import dev.sluice.batch.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits for which job. One thread serves them all: a job that ends on this node is looked at at once, all others
 * whenever a second is over, for they may have ended on another node.
 */
final class JobWaits implements JobEndListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobWaits.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private record Wait(String tenantId, UUID jobId, long until, CompletableFuture<Job> end) {}

    private final BatchReader reader;
    private final Duration longest;
    private final LongSupplier nanoTime;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Integer> waitedFor = new ConcurrentHashMap<>();
    private final Queue<UUID> ended = new ConcurrentLinkedQueue<>();
    private final WakeUp wakeUp = new WakeUp();
    private final Thread thread = new Thread(this::run, "wait-for-jobs");
    private volatile boolean closed;

    JobWaits(BatchReader reader, Duration longest, LongSupplier nanoTime) {
        this.reader = reader;
        this.longest = longest;
        this.nanoTime = nanoTime;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The job when it is final, or as it is when the longest time is over; fails if it cannot be read by then. */
    CompletableFuture<Job> end(String tenantId, UUID jobId) {
        Wait wait = new Wait(tenantId, jobId, nanoTime.getAsLong() + longest.toNanos(), new CompletableFuture<>());
        waitedFor.merge(jobId, 1, Integer::sum);
        waits.add(wait);
        ended.add(jobId); // it may have ended before somebody waited for it
        wakeUp.signal();
        return wait.end;
    }

    @Override
    public void ended(Collection<UUID> jobIds) {
        boolean any = false;
        for (UUID id : jobIds) {
            if (waitedFor.containsKey(id)) {
                any = ended.add(id);
            }
        }
        if (any) {
            wakeUp.signal();
        }
    }

    private void run() {
        long nextPoll = nanoTime.getAsLong() + POLL.toNanos();
        while (!closed) {
            long left = nextPoll - nanoTime.getAsLong();
            if (left > 0 && ended.isEmpty()) {
                wakeUp.await(Duration.ofNanos(Math.max(left, TimeUnit.MILLISECONDS.toNanos(1))));
            }
            try {
                if (nanoTime.getAsLong() - nextPoll >= 0) {
                    nextPoll = nanoTime.getAsLong() + POLL.toNanos();
                    ended.clear();
                    look(waits);
                } else {
                    look(those());
                }
            } catch (RuntimeException e) {
                log.debug("The database is away; whoever waits for a job is told of its end later.", e);
                giveUp(e);
            }
        }
    }

    /** Those who wait for the jobs that have ended. */
    private List<Wait> those() {
        Set<UUID> ids = new HashSet<>();
        for (UUID id = ended.poll(); id != null; id = ended.poll()) {
            ids.add(id);
        }
        return ids.isEmpty()
                ? List.of()
                : waits.stream().filter(wait -> ids.contains(wait.jobId)).toList();
    }

    private void look(Collection<Wait> some) {
        Map<String, Set<UUID>> ids = new HashMap<>();
        List<Wait> looked = new ArrayList<>(some);
        looked.forEach(wait ->
                ids.computeIfAbsent(wait.tenantId, tenant -> new HashSet<>()).add(wait.jobId));
        ids.forEach((tenant, wanted) -> {
            Map<UUID, Job> jobs = new HashMap<>();
            reader.jobs(tenant, wanted).forEach(job -> jobs.put(job.id(), job));
            for (Wait wait : looked) {
                if (wait.tenantId.equals(tenant)) {
                    tell(wait, jobs.get(wait.jobId));
                }
            }
        });
    }

    private void tell(Wait wait, @Nullable Job job) {
        if (job == null) {
            over(wait);
            wait.end.completeExceptionally(new IllegalArgumentException("there is no job " + wait.jobId));
        } else if (job.state().isFinal() || nanoTime.getAsLong() - wait.until >= 0) {
            over(wait);
            wait.end.complete(job);
        }
    }

    /** Nobody waits longer than the longest time, not even for the database. */
    private void giveUp(RuntimeException why) {
        for (Wait wait : waits) {
            if (nanoTime.getAsLong() - wait.until >= 0) {
                over(wait);
                wait.end.completeExceptionally(why);
            }
        }
    }

    private void over(Wait wait) {
        if (waits.remove(wait)) {
            waitedFor.computeIfPresent(wait.jobId, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Whoever still waits is told that nothing more comes. */
    @Override
    public void close() {
        closed = true;
        wakeUp.signal();
        for (Wait wait : waits) {
            over(wait);
            wait.end.completeExceptionally(new IllegalStateException("the hub is being stopped"));
        }
    }
}

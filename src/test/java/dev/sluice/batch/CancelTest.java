package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancelTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static CoreDatabase database;

    @BeforeAll
    static void migrate() {
        database = new CoreDatabase(DATABASE);
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @Test
    void a_canceled_batch_is_final_at_once_and_late_outcomes_do_not_count() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 4, 10);
        List<ClaimedJob> jobs = node.claimer.claim();
        CoreDatabase.complete(node, jobs.subList(0, 1));

        assertThat(node.batches.cancel(batch)).isTrue();
        Batch canceled = database.find(batch);
        assertThat(canceled.status()).isEqualTo(BatchStatus.CANCELED);
        assertThat(canceled.counts()).isEqualTo(new BatchCounts(10, 0, 0, 1, 0, 9));
        assertThat(database.count("SELECT count(*) FROM work")).isZero();

        CoreDatabase.complete(node, jobs);
        assertThat(database.find(batch)).isEqualTo(canceled);
        assertThat(node.batches.cancel(batch)).isFalse();
        assertThat(database.eventsOf(batch)).containsExactly("job_run.created", "job_run.cancelled");
        new Invariants(database.jdbc).check();
    }

    @Test
    void a_cancel_writes_the_batch_and_its_window_and_nothing_else_however_large_it_is() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 4, 200_000);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE); // some wait for a retry
        long before = database.count("SELECT pg_current_xact_id()::text::bigint");
        node.batches.cancel(batch);

        assertThat(database.count("SELECT count(*) FROM job WHERE xmin::text::bigint > ?", before))
                .isEqualTo(4);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(200_000, 0, 0, 0, 0, 200_000));
        assertThat(database.count("SELECT count(*) FROM job_state WHERE state <> 'canceled'"))
                .isZero();

        before = database.count("SELECT pg_current_xact_id()::text::bigint");
        node.sweeper.writeCanceledJobs();
        assertThat(database.count("SELECT count(*) FROM job WHERE state <> 'canceled' OR due_at IS NOT NULL"))
                .isZero();
        assertThat(database.count(
                        "SELECT max(rows) FROM (SELECT count(*) AS rows FROM job WHERE xmin::text::bigint > ? GROUP BY xmin) sweeps",
                        before))
                .as("rows written under one lock")
                .isLessThanOrEqualTo(10_000);
        assertThat(database.count("SELECT count(*) FROM batch WHERE NOT swept")).isZero();
    }

    @Test
    void each_canceled_job_has_its_event_once_written_by_whoever_wrote_the_row() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 10);
        node.batches.cancel(batch);
        assertThat(canceledEvents()).isEqualTo(2);
        node.sweeper.writeCanceledJobs();
        node.sweeper.writeCanceledJobs();
        assertThat(canceledEvents()).isEqualTo(10);
    }

    @Test
    void a_batch_that_could_not_run_reads_the_same_before_and_after_its_rows_are_written() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 10);
        node.batches.fail(batch, new Failure(ErrorCode.SOURCE_GONE, "The folder is gone."));
        List<Job> before = database.jobsOf(batch);
        database.pass(Duration.ofMinutes(1));
        node.sweeper.writeCanceledJobs();

        assertThat(database.jobsOf(batch)).isEqualTo(before);
        assertThat(before)
                .allSatisfy(job -> assertThat(job.failure())
                        .isEqualTo(new Failure(ErrorCode.CANCELED, "Its batch could not run: The folder is gone.")));
        assertThat(database.eventsOf(batch)).containsExactly("job_run.created", "job_run.failed");
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.FAILED);
    }

    @Test
    void the_work_on_canceled_jobs_is_stopped() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 2);
        List<ClaimedJob> jobs = node.claimer.claim();
        Set<UUID> stopped = ConcurrentHashMap.newKeySet();
        jobs.forEach(job -> node.inFlight.onAbort(job, () -> stopped.add(job.jobId())));
        node.batches.cancelJob(jobs.get(0).jobId());
        assertThat(stopped).containsExactly(jobs.get(0).jobId());
        node.batches.cancel(batch);
        assertThat(stopped).hasSize(2);
    }

    @Test
    void a_job_is_canceled_wherever_it_is_and_only_once() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 2, 4);
        List<ClaimedJob> claimed = node.claimer.claim();
        CoreDatabase.complete(node, claimed.subList(0, 1)); // now: completed, running, ready, pending
        for (Job job : database.jobsOf(batch)) {
            boolean open = job.state() != JobState.COMPLETED;
            assertThat(node.batches.cancelJob(job.id())).isEqualTo(open);
            assertThat(node.batches.cancelJob(job.id())).isFalse();
        }
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(4, 0, 0, 1, 0, 3));
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.PARTIAL);
        new Invariants(database.jdbc).check();
    }

    @Test
    void whenever_a_cancel_comes_nothing_completes_after_it() throws Exception {
        Core node = database.startWide();
        List<UUID> batches = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            batches.add(database.sealed(node, 8, 40));
        }
        Map<UUID, BatchCounts> atCancel = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                workers.add(pool.submit(() -> {
                    while (!over.get()) {
                        CoreDatabase.complete(node, node.claimer.claim());
                    }
                    return true;
                }));
            }
            Random random = new Random(7);
            for (UUID batch : batches) {
                LockSupport.parkNanos(random.nextInt(5_000_000));
                if (node.batches.cancel(batch)) {
                    atCancel.put(batch, database.find(batch).counts());
                }
            }
            over.set(true);
            for (Future<Boolean> worker : workers) {
                assertThat(worker.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(atCancel).isNotEmpty();
        atCancel.forEach(
                (batch, counts) -> assertThat(database.find(batch).counts()).isEqualTo(counts));
        assertThat(database.count("SELECT count(*) FROM work")).isZero();
        assertThat(node.inFlight.running()).isZero();
        new Invariants(database.jdbc).check();
    }

    @Test
    void canceling_a_single_run_while_its_backoff_ends_leaves_nothing_behind() throws Exception {
        Core node = database.startWide();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            for (int i = 0; i < 40; i++) {
                NewJob single = database.newJob();
                node.batches.submitSingle("default", Operation.EXTRACT, "embedded", single);
                CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE);
                database.pass(Duration.ofSeconds(5));
                node.sweeper.extendLease();
                Future<Boolean> canceled = pool.submit(() -> {
                    together.await();
                    return node.batches.cancelJob(single.id());
                });
                Future<Integer> released = pool.submit(() -> {
                    together.await();
                    node.sweeper.releaseDueJobs();
                    return 0;
                });
                assertThat(canceled.get(10, TimeUnit.SECONDS)).isTrue();
                released.get(10, TimeUnit.SECONDS);
                assertThat(database.job(single.id()).state()).isEqualTo(JobState.CANCELED);
                assertThat(database.count("SELECT count(*) FROM work")).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_cancel_that_waited_for_the_end_of_a_backoff_removes_what_that_has_released() throws Exception {
        Core node = database.startWide();
        NewJob single = database.newJob();
        node.batches.submitSingle("default", Operation.EXTRACT, "embedded", single);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE);
        database.pass(Duration.ofSeconds(5));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Connection other = database.dataSource.getConnection()) {
            other.setAutoCommit(false);
            assertThat(WorkTable.releaseDueSingles(other, 10)).isEqualTo(1);
            Future<Boolean> canceled = pool.submit(() -> node.batches.cancelJob(single.id()));
            Awaitility.await().until(() -> database.count("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            other.commit();
            assertThat(canceled.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
        assertThat(database.count("SELECT count(*) FROM work")).isZero();
    }

    private static long canceledEvents() {
        return database.count("SELECT count(*) FROM event WHERE type = 'job.cancelled'");
    }
}

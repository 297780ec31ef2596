package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

class OutcomeTest {
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
    void only_the_attempt_node_and_epoch_that_hold_a_job_may_end_it() {
        Core node = database.startWide();
        Core stranger = database.startWide();
        UUID batch = database.sealed(node, 1, 1);
        ClaimedJob job = node.claimer.claim().get(0);

        stranger.recorder.record(List.of(Outcome.completed(job, null)));
        node.recorder.record(List.of(Outcome.completed(attempt(job, 2), null)));
        assertThat(database.find(batch).counts().active()).isEqualTo(1);

        database.jdbc.sql("UPDATE work SET node_epoch = node_epoch + 1").update();
        node.recorder.record(List.of(Outcome.completed(job, null)));
        assertThat(database.find(batch).counts().active()).isEqualTo(1);

        database.jdbc.sql("UPDATE work SET node_epoch = node_epoch - 1").update();
        node.recorder.record(List.of(Outcome.completed(job, null)));
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.SUCCEEDED);
    }

    @Test
    void twins_in_one_group_count_once() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 4, 4);
        List<Outcome> group = new ArrayList<>();
        for (ClaimedJob job : node.claimer.claim()) {
            group.add(Outcome.completed(job, null));
            group.add(Outcome.failed(job, new Failure(ErrorCode.CORRUPT_DOCUMENT, "It is damaged.")));
        }
        node.recorder.record(group);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(4, 0, 0, 4, 0, 0));
    }

    @Test
    void an_earlier_attempt_in_the_same_group_does_not_hide_the_later_one() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 1, 1);
        ClaimedJob first = node.claimer.claim().get(0);
        database.pass(CoreDatabase.WIDE.deadline().plusSeconds(1));
        node.sweeper.extendLease();
        node.sweeper.releaseLostJobs();
        ClaimedJob second = node.claimer.claim().get(0);
        assertThat(second.attempt()).isEqualTo(2);

        node.recorder.record(List.of(Outcome.completed(first, null), Outcome.completed(second, null)));
        assertThat(database.find(batch).counts().completed()).isEqualTo(1);
    }

    @Test
    void a_transient_failure_gives_the_slot_back_until_it_is_due() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 1, 2);
        ClaimedJob job = node.claimer.claim().get(0);
        CoreDatabase.fail(node, List.of(job), ErrorCode.STORAGE_UNAVAILABLE);

        Job waiting = database.job(job.jobId());
        assertThat(waiting.state()).isEqualTo(JobState.PENDING);
        assertThat(waiting.failures()).isEqualTo(1);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(2, 1, 1, 0, 0, 0));
        CoreDatabase.completeAll(node);
        assertThat(database.find(batch).status()).isEqualTo(BatchStatus.PROCESSING);

        database.pass(Duration.ofSeconds(5));
        node.sweeper.releaseDueJobs();
        ClaimedJob again = node.claimer.claim().get(0);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.failures()).isEqualTo(1);
        CoreDatabase.complete(node, List.of(again));
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.SUCCEEDED);
        assertThat(database.job(job.jobId()).failure()).isNull();
    }

    @Test
    void a_single_run_that_failed_for_the_moment_comes_back() {
        Core node = database.startWide();
        NewJob single = database.newJob();
        node.batches.submitSingle("default", Operation.EXTRACT, "embedded", single);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE);
        node.sweeper.releaseDueJobs();
        assertThat(node.claimer.claim()).isEmpty();

        database.pass(Duration.ofSeconds(5));
        node.sweeper.releaseDueJobs();
        CoreDatabase.completeAll(node);
        assertThat(database.job(single.id()).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void concurrent_recorders_of_groups_over_many_batches_neither_lock_each_other_nor_lose_count() throws Exception {
        List<Core> nodes = List.of(database.startWide(), database.startWide(), database.startWide());
        for (int i = 0; i < 40; i++) {
            database.sealed(nodes.get(0), 5, 30);
        }
        long before = deadlocks();
        inParallel(nodes.size(), i -> {
            Random random = new Random(i);
            Core node = nodes.get(i);
            for (List<ClaimedJob> jobs = new ArrayList<>(node.claimer.claim());
                    open() > 0;
                    jobs = new ArrayList<>(node.claimer.claim())) {
                Collections.shuffle(jobs, random);
                CoreDatabase.complete(node, jobs);
            }
        });

        assertThat(database.count("SELECT count(*) FROM batch WHERE outcome = 'succeeded' AND completed = 30"))
                .isEqualTo(40);
        assertThat(deadlocks()).isEqualTo(before);
        new Invariants(database.jdbc).check();
    }

    @Test
    void one_outcome_that_the_database_refuses_fails_alone() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 50, 50);
        List<ClaimedJob> jobs = node.claimer.claim();
        UUID poison = UUID.randomUUID();
        database.jdbc
                .sql("ALTER TABLE job ADD CONSTRAINT poison CHECK (artifact_id <> '" + poison + "')")
                .update();
        try {
            node.recorder.record(jobs.stream()
                    .map(job -> Outcome.completed(job, job.equals(jobs.get(17)) ? poison : UUID.randomUUID()))
                    .toList());
        } finally {
            database.jdbc.sql("ALTER TABLE job DROP CONSTRAINT poison").update();
        }

        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(50, 0, 0, 49, 1, 0));
        assertThat(Objects.requireNonNull(database.job(jobs.get(17).jobId()).failure())
                        .code())
                .isEqualTo(ErrorCode.OUTCOME_UNRECORDABLE);
        assertThat(node.inFlight.jobIds()).isEmpty();
    }

    @Test
    void an_outcome_that_cannot_be_written_at_all_is_given_up_and_put_back() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 2);
        List<ClaimedJob> jobs = node.claimer.claim();
        database.jdbc
                .sql("ALTER TABLE job ADD CONSTRAINT poison CHECK (id <> '"
                        + jobs.get(0).jobId() + "' OR state = 'open')")
                .update();
        try {
            CoreDatabase.complete(node, jobs);
        } finally {
            database.jdbc.sql("ALTER TABLE job DROP CONSTRAINT poison").update();
        }
        assertThat(database.find(batch).counts().completed()).isEqualTo(1);

        database.pass(CoreDatabase.NODE.claimGrace().plusSeconds(1));
        node.sweeper.extendLease();
        CoreDatabase.completeAll(node);
        assertThat(database.find(batch).counts().completed()).isEqualTo(2);
    }

    @Test
    void text_that_the_database_would_refuse_is_mended() {
        Core node = database.startWide();
        database.filled(node, 1, 1);
        ClaimedJob job = node.claimer.claim().get(0);
        node.recorder.record(List.of(Outcome.failed(
                job,
                new Failure(
                        ErrorCode.CORRUPT_DOCUMENT, "bad" + (char) 0 + "name " + (char) 0xD800 + "x".repeat(5_000)))));
        Failure failure = Objects.requireNonNull(database.job(job.jobId()).failure());
        assertThat(failure.code()).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
        assertThat(failure.message()).startsWith("bad name").hasSize(Failure.MAX_MESSAGE);
    }

    @Test
    void while_the_database_throws_everybody_out_nothing_is_lost_or_counted_twice() throws Exception {
        List<Core> nodes = List.of(database.startWide(), database.startWide());
        List<UUID> batches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batches.add(database.sealed(nodes.get(0), 20, 150));
        }
        AtomicBoolean done = new AtomicBoolean();
        inParallel(nodes.size() + 1, i -> {
            if (i == nodes.size()) {
                for (int kill = 0; kill < 15; kill++) {
                    throwOut();
                    LockSupport.parkNanos(20_000_000);
                }
                done.set(true);
                return;
            }
            Core node = nodes.get(i);
            while (!done.get() || open() > 0) {
                try {
                    List<ClaimedJob> jobs = node.claimer.claim();
                    if (jobs.isEmpty()) { // perhaps a claim whose answer was lost: the heartbeat finds it
                        database.pass(CoreDatabase.NODE.claimGrace());
                        node.sweeper.extendLease();
                        node.sweeper.releaseLostJobs();
                    }
                    CoreDatabase.complete(node, jobs);
                } catch (DataAccessException | TransactionException e) {
                    LockSupport.parkNanos(5_000_000); // as the route does, with its next tick
                }
            }
        });

        assertThat(batches)
                .allSatisfy(batch ->
                        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(150, 0, 0, 150, 0, 0)));
        assertThat(nodes).allSatisfy(node -> assertThat(node.inFlight.running()).isZero());
        new Invariants(database.jdbc).check();
    }

    @Test
    void two_last_children_at_once_end_their_batch_exactly_once() throws Exception {
        List<Core> nodes = List.of(database.startWide(), database.startWide());
        CyclicBarrier together = new CyclicBarrier(2);
        List<UUID> batches = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batches.add(database.sealed(nodes.get(0), 2, 2));
        }
        Map<UUID, List<ClaimedJob>> jobs = new HashMap<>();
        for (List<ClaimedJob> some = nodes.get(0).claimer.claim();
                !some.isEmpty();
                some = nodes.get(0).claimer.claim()) {
            some.forEach(job -> jobs.computeIfAbsent(Objects.requireNonNull(job.batchId()), b -> new ArrayList<>())
                    .add(job));
        }
        inParallel(2, i -> {
            for (UUID batch : batches) {
                together.await();
                nodes.get(0)
                        .recorder
                        .record(List.of(Outcome.completed(
                                Objects.requireNonNull(jobs.get(batch)).get(i), null)));
            }
        });

        assertThat(batches).allSatisfy(batch -> {
            assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.SUCCEEDED);
            assertThat(database.eventsOf(batch)).containsExactly("job_run.created", "job_run.completed");
        });
        new Invariants(database.jdbc).check();
    }

    private static ClaimedJob attempt(ClaimedJob job, int attempt) {
        return new ClaimedJob(
                job.jobId(),
                job.batchId(),
                job.tenantId(),
                job.intakeId(),
                job.operation(),
                job.engine(),
                job.lane(),
                attempt,
                job.failures());
    }

    private static long open() {
        for (int i = 0; ; i++) {
            try {
                return database.count("SELECT count(*) FROM batch WHERE finished_at IS NULL");
            } catch (DataAccessException e) {
                if (i == 100) {
                    throw e;
                }
            }
        }
    }

    private static long deadlocks() {
        return database.count("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }

    private static void throwOut() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(int number) throws Exception;
    }

    private static void inParallel(int threads, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> steps = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                steps.add(() -> {
                    step.run(number);
                    return true;
                });
            }
            for (Future<Boolean> result : pool.invokeAll(steps, 90, TimeUnit.SECONDS)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}

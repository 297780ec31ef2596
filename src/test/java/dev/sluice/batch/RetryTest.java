package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.TestDatabase;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetryTest {
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
    void a_retry_is_a_new_job_of_the_next_generation_and_asking_twice_gives_the_same() {
        Core node = database.startWide();
        UUID batch = finishedWithFailures(node, 3, 2);
        Job failed = database.jobsOf(batch).stream()
                .filter(j -> j.state() == JobState.FAILED)
                .findFirst()
                .orElseThrow();

        UUID retry = node.batches.retry(failed.id());
        assertThat(node.batches.retry(failed.id())).isEqualTo(retry);
        assertThat(database.job(failed.id())).isEqualTo(failed);
        assertThat(database.job(retry).generation()).isEqualTo(2);
        assertThat(database.job(retry).retryOf()).isEqualTo(failed.id());
        assertThat(database.find(batch).status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(database.find(batch).generation()).isEqualTo(2);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(3, 0, 1, 1, 1, 0));
    }

    @Test
    void each_generation_of_a_batch_has_its_own_terminal_event() {
        Core node = database.startWide();
        UUID batch = finishedWithFailures(node, 4, 2);
        node.batches.retryFailed(batch);
        CoreDatabase.completeAll(node);

        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.SUCCEEDED);
        assertThat(database.jdbc
                        .sql(
                                "SELECT generation FROM event WHERE batch_id = ? AND type = 'job_run.completed' ORDER BY id")
                        .param(batch)
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
        new Invariants(database.jdbc).check();
    }

    @Test
    void a_retry_in_a_canceled_batch_brings_back_that_job_only() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 50);
        node.batches.cancel(batch);
        UUID old = database.jobsOf(batch).get(40).id();
        UUID retry = node.batches.retry(old);

        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(50, 0, 1, 0, 0, 49));
        CoreDatabase.completeAll(node);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(50, 0, 0, 1, 0, 49));
        assertThat(database.job(retry).state()).isEqualTo(JobState.COMPLETED);
        assertThat(database.job(old).state()).isEqualTo(JobState.CANCELED);
        new Invariants(database.jdbc).check();
    }

    @Test
    void a_job_that_is_not_final_is_not_tried_again() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 1, 2);
        for (Job job : database.jobsOf(batch)) {
            assertThatThrownBy(() -> node.batches.retry(job.id())).hasMessageContaining("only a final job");
        }
        assertThatThrownBy(() -> node.batches.retry(UUID.randomUUID())).hasMessageContaining("there is no job");
    }

    @Test
    void twenty_thousand_failures_are_tried_again_in_one_generation() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 256, 20_000);
        node.batches.fail(batch, new Failure(ErrorCode.SOURCE_GONE, "The folder is gone."));

        Map<UUID, UUID> retries = node.batches.retryFailed(batch);
        assertThat(retries).hasSize(20_000);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(20_000, 19_744, 256, 0, 0, 0));
        assertThat(database.find(batch).failure()).isNull();
        assertThat(database.find(batch).generation()).isEqualTo(2);
        assertThat(node.batches.retryFailed(batch)).isEmpty();
        new Invariants(database.jdbc).check();
    }

    @Test
    void a_single_run_is_tried_again_once_however_many_ask_at_once() throws Exception {
        Core node = database.startWide();
        NewJob single = database.newJob();
        node.batches.submitSingle("default", Operation.EXTRACT, "embedded", single);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.CORRUPT_DOCUMENT);
        CyclicBarrier together = new CyclicBarrier(6);
        ExecutorService pool = Executors.newFixedThreadPool(6);
        Set<UUID> answers = new HashSet<>();
        try {
            Callable<UUID> ask = () -> {
                together.await();
                return node.batches.retry(single.id());
            };
            for (Future<UUID> answer : pool.invokeAll(Collections.nCopies(6, ask))) {
                answers.add(answer.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(answers).hasSize(1);
        assertThat(node.claimer.claim()).extracting(ClaimedJob::jobId).containsExactlyElementsOf(answers);
    }

    @Test
    void retries_and_cancels_at_once_leave_the_rows_and_the_counters_agreeing() throws Exception {
        Core node = database.startWide();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            for (int i = 0; i < 40; i++) {
                UUID batch = database.filled(node, 2, 8);
                CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.CORRUPT_DOCUMENT);
                Future<Map<UUID, UUID>> retried = pool.submit(() -> {
                    together.await();
                    return node.batches.retryFailed(batch);
                });
                Future<Boolean> canceled = pool.submit(() -> {
                    together.await();
                    return node.batches.cancel(batch);
                });
                assertThat(canceled.get(10, TimeUnit.SECONDS)).isTrue();
                assertThat(retried.get(10, TimeUnit.SECONDS)).hasSizeBetween(2, 8);
            }
        } finally {
            pool.shutdownNow();
        }
        new Invariants(database.jdbc).check();
    }

    private static UUID finishedWithFailures(Core node, int documents, int failures) {
        UUID batch = database.sealed(node, documents, documents);
        List<ClaimedJob> jobs = node.claimer.claim();
        CoreDatabase.fail(node, jobs.subList(0, failures), ErrorCode.CORRUPT_DOCUMENT);
        CoreDatabase.complete(node, jobs.subList(failures, documents));
        return batch;
    }
}

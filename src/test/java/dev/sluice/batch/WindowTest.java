package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WindowTest {
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
    void no_more_than_the_workers_of_a_batch_are_ready_or_running() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 4, 20);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(20, 16, 4, 0, 0, 0));

        List<ClaimedJob> jobs = node.claimer.claim();
        assertThat(jobs).hasSize(4);
        CoreDatabase.complete(node, jobs.subList(0, 3));
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(20, 13, 4, 3, 0, 0));
        assertThat(node.claimer.claim()).hasSize(3);
    }

    @Test
    void holes_from_jobs_canceled_one_by_one_never_stall_a_batch() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 2, 400);
        List<Job> jobs = database.jobsOf(batch);
        for (int i = 2; i < 390; i++) { // wider than any window, and a second hole behind it
            if (i != 200) {
                node.batches.cancelJob(jobs.get(i).id());
            }
        }
        CoreDatabase.completeAll(node);

        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(400, 0, 0, 13, 0, 387));
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.PARTIAL);
    }

    @Test
    void canceling_the_last_open_job_ends_a_sealed_batch() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 1, 2);
        CoreDatabase.complete(node, node.claimer.claim());
        node.batches.cancelJob(database.jobsOf(batch).get(1).id());

        assertThat(database.find(batch).status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(database.eventsOf(batch)).containsExactly("job_run.created", "job_run.completed");
    }

    @Test
    void retries_that_are_due_go_before_documents_that_were_never_tried() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 2, 10);
        List<ClaimedJob> first = node.claimer.claim();
        CoreDatabase.fail(node, first, ErrorCode.STORAGE_UNAVAILABLE);
        assertThat(database.find(batch).counts().active())
                .as("the slots were given back")
                .isEqualTo(2);
        List<ClaimedJob> second = node.claimer.claim();
        assertThat(second).extracting(ClaimedJob::attempt).containsOnly(1);

        database.pass(CoreDatabase.JOBS.retrySchedule().get(0));
        CoreDatabase.complete(node, second);
        assertThat(node.claimer.claim())
                .extracting(ClaimedJob::jobId)
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(ClaimedJob::jobId).toList());
    }

    @Test
    void due_jobs_of_an_idle_batch_are_found_behind_any_number_that_wait_for_a_full_window() {
        Core node = database.startWide();
        UUID full = database.sealed(node, 100, 3_000);
        for (int i = 0; i < 29; i++) {
            CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE);
        }
        assertThat(node.claimer.claim())
                .as("the last hundred keep the window full")
                .hasSize(100);
        database.pass(Duration.ofSeconds(1));
        UUID idle = database.sealed(node, 4, 1);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE);

        database.pass(Duration.ofMinutes(1));
        node.sweeper.extendLease();
        node.sweeper.releaseDueJobs();
        assertThat(database.find(idle).counts().active()).isEqualTo(1);
        assertThat(database.find(full).counts().active()).isEqualTo(100);
    }

    @Test
    void a_small_batch_beside_a_big_one_is_served_at_once_and_alternately() {
        Core node = database.start(
                UUID.randomUUID(), new EngineLimit(Operation.EXTRACT, "embedded", 11, Duration.ofMinutes(5)));
        database.sealed(node, 256, 3_000);
        for (int i = 0; i < 50; i++) {
            CoreDatabase.complete(node, node.claimer.claim());
        }
        UUID small = database.sealed(node, 4, 20);

        for (int round = 1; round <= 5; round++) {
            List<ClaimedJob> jobs = node.claimer.claim();
            assertThat(jobs).hasSize(10);
            assertThat(jobs).filteredOn(job -> small.equals(job.batchId())).hasSizeBetween(3, 5);
            CoreDatabase.complete(node, jobs);
        }
    }

    @Test
    void a_wide_window_gets_no_more_than_a_narrow_one() {
        assertThat(sharesOfTwo(256, 1, 10, 1)).isBetween(0.4, 0.6);
    }

    @Test
    void a_weight_of_three_gets_three_times_as_much() {
        assertThat(sharesOfTwo(50, 3, 50, 1)).isBetween(0.65, 0.85);
    }

    /** The first batch's share of 400 slots while both have work. */
    private static double sharesOfTwo(int workers, int weight, int otherWorkers, int otherWeight) {
        Core node = database.start(
                UUID.randomUUID(), new EngineLimit(Operation.EXTRACT, "embedded", 11, Duration.ofMinutes(5)));
        UUID one = node.batches.open(weighted(workers, weight));
        UUID other = node.batches.open(weighted(otherWorkers, otherWeight));
        node.batches.add(one, database.newJobs(1_000));
        node.batches.add(other, database.newJobs(1_000));
        int ofOne = 0;
        for (int round = 0; round < 40; round++) {
            List<ClaimedJob> jobs = node.claimer.claim();
            ofOne +=
                    (int) jobs.stream().filter(job -> one.equals(job.batchId())).count();
            CoreDatabase.complete(node, jobs);
        }
        return ofOne / 400.0;
    }

    private static NewBatch weighted(int workers, int weight) {
        return new NewBatch("default", null, Operation.EXTRACT, "embedded", null, null, workers, weight, null, null);
    }

    @Test
    void after_a_restart_a_new_batch_does_not_overtake_one_that_waits_for_its_retries() {
        Core node = database.startWide();
        UUID old = database.sealed(node, 10, 500);
        for (int i = 0; i < 49; i++) {
            CoreDatabase.complete(node, node.claimer.claim());
        }
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE); // nothing is ready or running
        Core next = database.start(
                UUID.randomUUID(), new EngineLimit(Operation.EXTRACT, "embedded", 11, Duration.ofMinutes(5)));
        database.sealed(next, 256, 1_000);
        database.pass(Duration.ofSeconds(5));
        next.sweeper.extendLease();
        next.sweeper.releaseDueJobs();

        CoreDatabase.complete(next, next.claimer.claim());
        CoreDatabase.complete(next, next.claimer.claim());
        assertThat(database.find(old).counts().completed()).isGreaterThan(490 + 5);
    }

    @Test
    void a_batch_is_sealed_at_its_largest_size_and_the_next_document_opens_another() {
        Core node = database.startWide();
        NewBatch of = CoreDatabase.batchOf("invoices", 4, 3, Duration.ofSeconds(10));
        UUID first = node.batches.addToBatchOf(of, database.newJobs(2));
        assertThat(node.batches.addToBatchOf(of, database.newJobs(1))).isEqualTo(first);
        assertThat(database.find(first).status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(node.batches.addToBatchOf(of, database.newJobs(1))).isNotEqualTo(first);
    }

    @Test
    void a_document_that_arrives_in_the_last_moment_keeps_its_batch_from_being_sealed() {
        Core node = database.startWide();
        NewBatch of = CoreDatabase.batchOf("invoices", 4, 100, Duration.ofSeconds(10));
        UUID batch = node.batches.addToBatchOf(of, database.newJobs(1));
        database.pass(Duration.ofSeconds(10));
        // The sweep has seen that its time is over; before it gets the lock, a document is added.
        node.batches.addToBatchOf(of, database.newJobs(1));
        node.batches.sealIfQuiet(batch);
        assertThat(database.find(batch).status()).isEqualTo(BatchStatus.RECEIVING);

        database.pass(Duration.ofSeconds(9));
        node.sweeper.sealQuietBatches();
        assertThat(database.find(batch).status()).isEqualTo(BatchStatus.RECEIVING);
        database.pass(Duration.ofSeconds(1));
        node.sweeper.sealQuietBatches();
        assertThat(database.find(batch).status()).isEqualTo(BatchStatus.PROCESSING);
    }

    @Test
    void sealing_an_empty_batch_or_one_whose_documents_are_all_final_ends_it() {
        Core node = database.startWide();
        UUID empty = database.sealed(node, 4, 0);
        assertThat(database.find(empty).outcome()).isEqualTo(BatchOutcome.EMPTY);

        UUID done = database.filled(node, 4, 3);
        CoreDatabase.completeAll(node);
        assertThat(database.find(done).status()).isEqualTo(BatchStatus.RECEIVING);
        node.batches.seal(done);
        assertThat(database.find(done).outcome()).isEqualTo(BatchOutcome.SUCCEEDED);
        assertThat(database.eventsOf(done)).containsExactly("job_run.created", "job_run.completed");
    }

    @Test
    void a_sealed_batch_takes_no_more_documents() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 4, 1);
        assertThatThrownBy(() -> node.batches.add(batch, database.newJobs(1)))
                .hasMessageContaining("no longer takes documents");
    }
}

package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecheckTest {
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
    void counters_changed_by_hand_are_corrected_and_the_log_says_so() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 2, 10);
        CoreDatabase.complete(node, node.claimer.claim());
        BatchCounts right = database.find(batch).counts();
        database.jdbc
                .sql("UPDATE batch SET completed = completed + 3, pending = pending - 3, next_seq = 9")
                .update();

        try (LogTap log = new LogTap(Recheck.class)) {
            assertThat(node.recheck.openBatches()).isEqualTo(1);
            assertThat(log.messages()).anyMatch(line -> line.contains(batch.toString()) && line.contains("corrected"));
        }
        assertThat(database.find(batch).counts()).isEqualTo(right);
        assertThat(node.recheck.openBatches()).as("nothing left to correct").isZero();
        CoreDatabase.completeAll(node);
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.SUCCEEDED);
        new Invariants(database.jdbc).check();
    }

    @Test
    void a_batch_whose_work_rows_are_gone_runs_on_after_a_restart() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 4, 10);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.STORAGE_UNAVAILABLE);
        database.pass(Duration.ofSeconds(5));
        NewJob single = database.newJob();
        node.batches.submitSingle("default", Operation.EXTRACT, "embedded", single);
        CoreDatabase.complete(
                node,
                node.claimer.claim().stream()
                        .filter(job -> job.lane() == Lane.BATCH)
                        .toList());
        assertThat(node.claimer.claim()).as("the four that are due").hasSize(4);
        database.jdbc.sql("DELETE FROM work").update();

        Core next = database.startWide();
        next.sweeper.releaseDueJobs();
        CoreDatabase.completeAll(next);
        next.sweeper.releaseDueJobs();
        CoreDatabase.completeAll(next);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(10, 0, 0, 10, 0, 0));
        assertThat(database.job(single.id()).state()).isEqualTo(JobState.COMPLETED);
        new Invariants(database.jdbc).check();
    }

    @Test
    void a_batch_that_should_have_ended_long_ago_ends() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 2);
        CoreDatabase.completeAll(node);
        database.jdbc
                .sql("UPDATE batch SET status = 'processing', sealed_at = sluice_now()")
                .update();
        node.recheck.openBatches();
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.SUCCEEDED);
        assertThat(database.eventsOf(batch)).containsExactly("job_run.created", "job_run.completed");
    }

    @Test
    void work_of_a_job_that_is_final_is_removed() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 2);
        database.jdbc
                .sql("UPDATE job SET state = 'canceled', ended_at = sluice_now() WHERE id = ?")
                .param(database.jobsOf(batch).get(0).id())
                .update();
        assertThat(node.recheck.openBatches()).isEqualTo(1);
        assertThat(node.claimer.claim()).hasSize(1);
        assertThat(database.find(batch).counts()).isEqualTo(new BatchCounts(2, 0, 1, 0, 0, 1));
    }

    @Test
    void counters_that_make_no_sense_stop_neither_the_neighbours_nor_the_sweeps() {
        Core node = database.startWide();
        UUID broken = database.filled(node, 2, 2);
        UUID sound = database.filled(node, 2, 2);
        List<ClaimedJob> jobs = node.claimer.claim();
        database.jdbc
                .sql("UPDATE batch SET active = 0, pending = 2 WHERE id = ?")
                .param(broken)
                .update();
        CoreDatabase.complete(node, jobs);
        assertThat(database.find(sound).counts().completed()).isEqualTo(2);
        assertThat(node.inFlight.jobIds()).isEmpty();

        node.recheck.openBatches();
        database.pass(CoreDatabase.NODE.claimGrace().plusSeconds(1));
        node.sweeper.extendLease();
        CoreDatabase.completeAll(node);
        assertThat(database.find(broken).counts().completed()).isEqualTo(2);
    }
}

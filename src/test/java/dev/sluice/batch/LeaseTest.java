package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseTest {
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
    void a_claim_whose_answer_was_lost_is_put_back_by_the_heartbeat() {
        Core node = database.startWide();
        database.filled(node, 3, 3);
        List<ClaimedJob> lost = node.claimer.claim();
        node.inFlight.forget(lost);
        node.sweeper.extendLease();
        assertThat(node.claimer.claim()).as("too young to tell").isEmpty();

        database.pass(CoreDatabase.NODE.claimGrace().plusMillis(1));
        node.sweeper.extendLease();
        assertThat(node.claimer.claim()).hasSize(3).allMatch(job -> job.attempt() == 2);
    }

    @Test
    void a_lost_claim_is_put_back_although_an_older_attempt_of_the_job_is_still_known() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 1, 1);
        node.claimer.claim(); // its exchange never ends
        takeAway(node);
        database.jdbc // claimed a second time, and the answer is lost
                .sql(
                        "UPDATE work SET node_id = node.id, node_epoch = epoch, attempt = 2, claimed_at = sluice_now(), deadline = sluice_now() + interval '5 min' FROM node")
                .update();
        database.pass(CoreDatabase.NODE.claimGrace().plusMillis(1));
        node.sweeper.extendLease();
        CoreDatabase.completeAll(node);
        assertThat(database.find(batch).counts().completed()).isEqualTo(1);
    }

    @Test
    void jobs_that_were_taken_away_are_aborted_and_what_they_report_is_dropped() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 2);
        List<ClaimedJob> jobs = node.claimer.claim();
        Set<UUID> aborted = ConcurrentHashMap.newKeySet();
        jobs.forEach(job -> node.inFlight.onAbort(job, () -> aborted.add(job.jobId())));
        database.pass(CoreDatabase.WIDE.deadline().plusSeconds(1)); // on a node that is alive
        Core other = database.startWide();
        other.sweeper.releaseLostJobs();
        assertThat(other.claimer.claim()).hasSize(2);

        node.sweeper.extendLease();
        assertThat(aborted).hasSize(2);
        CoreDatabase.complete(node, jobs);
        assertThat(database.find(batch).counts().active()).isEqualTo(2);
        assertThat(node.inFlight.running()).isZero();
    }

    @Test
    void a_slot_whose_exchange_was_lost_is_free_again_after_some_silent_heartbeats() {
        Core node = database.start(UUID.randomUUID()); // six slots
        UUID batch = database.filled(node, 5, 10);
        assertThat(node.claimer.claim()).hasSize(5); // nothing is ever heard of them
        takeAway(node);
        for (int i = 0; i < 10; i++) {
            node.sweeper.extendLease();
        }
        CoreDatabase.completeAll(node);
        assertThat(database.find(batch).counts().completed()).isEqualTo(10);
        assertThat(node.inFlight.running()).isZero();
    }

    @Test
    void a_live_node_keeps_its_jobs_until_their_deadline() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 1, 1);
        List<ClaimedJob> jobs = node.claimer.claim();
        for (int i = 0; i < 14; i++) {
            database.pass(Duration.ofSeconds(20));
            node.sweeper.extendLease();
            node.sweeper.releaseLostJobs();
        }
        CoreDatabase.complete(node, jobs);
        assertThat(database.find(batch).counts().completed()).isEqualTo(1);
    }

    @Test
    void a_job_whose_nodes_die_too_often_fails_by_its_own_code_and_its_failures_stay_zero() {
        Core watcher = database.startWide();
        UUID batch = database.sealed(watcher, 2, 2);
        watcher.batches.cancelJob(database.jobsOf(batch).get(1).id());
        for (int loss = 0; loss <= CoreDatabase.JOBS.maxLosses(); loss++) {
            assertThat(database.find(batch).status()).isEqualTo(BatchStatus.PROCESSING);
            assertThat(database.startWide().claimer.claim()).hasSize(1);
            database.pass(CoreDatabase.NODE.lease().plusSeconds(1));
            watcher.sweeper.extendLease();
            watcher.sweeper.releaseLostJobs();
        }
        Job lost = database.jobsOf(batch).get(0);
        assertThat(lost.state()).isEqualTo(JobState.FAILED);
        assertThat(Objects.requireNonNull(lost.failure()).code()).isEqualTo(ErrorCode.WORKER_LOST);
        assertThat(lost.failures()).isZero();
        assertThat(lost.attempt()).isEqualTo(CoreDatabase.JOBS.maxLosses() + 1);
        assertThat(database.find(batch).outcome()).isEqualTo(BatchOutcome.FAILED);
    }

    @Test
    void a_node_whose_id_was_taken_over_stops_its_work_and_claims_nothing_more() {
        UUID id = UUID.randomUUID();
        Core node = database.start(id, CoreDatabase.WIDE);
        database.filled(node, 2, 10);
        AtomicInteger aborted = new AtomicInteger();
        node.claimer.claim().forEach(job -> node.inFlight.onAbort(job, aborted::incrementAndGet));
        Core copy = database.start(id, CoreDatabase.WIDE);

        node.sweeper.extendLease();
        assertThat(aborted).hasValue(2);
        assertThat(node.lease.current()).isEmpty();
        assertThat(node.claimer.claim()).isEmpty();
        assertThat(copy.claimer.claim()).as("taken back at the start").hasSize(2);
    }

    @Test
    void a_restarted_node_takes_back_at_once_what_its_earlier_life_held() {
        UUID id = UUID.randomUUID();
        Core killed = database.start(id, CoreDatabase.WIDE);
        database.filled(killed, 5, 5);
        killed.claimer.claim();
        assertThat(database.start(id, CoreDatabase.WIDE).claimer.claim()).hasSize(5);
    }

    @Test
    void a_node_that_retires_gives_its_jobs_to_the_others_at_once() {
        Core node = database.startWide();
        database.filled(node, 5, 5);
        node.claimer.claim();
        node.sweeper.retire();
        database.pass(Duration.ofMillis(1));
        Core other = database.startWide();
        assertThat(other.claimer.claim()).hasSize(5);
    }

    @Test
    void outcomes_that_come_after_the_lease_is_gone_are_dropped_and_free_their_slots() {
        Core node = database.startWide();
        UUID batch = database.filled(node, 2, 2);
        List<ClaimedJob> jobs = node.claimer.claim();
        node.sweeper.retire();
        CoreDatabase.complete(node, jobs);
        assertThat(database.find(batch).counts().completed()).isZero();
        assertThat(node.inFlight.jobIds()).isEmpty();
        assertThat(node.inFlight.running()).isZero();
    }

    private static void takeAway(Core node) {
        database.pass(CoreDatabase.WIDE.deadline().plusSeconds(1));
        node.sweeper.extendLease();
        node.sweeper.releaseLostJobs();
    }
}

package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimTest {
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
    void jobs_come_in_the_order_of_their_rank() {
        Core node = database.start(UUID.randomUUID());
        UUID batch = database.filled(node, 256, 20);
        List<UUID> claimed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<ClaimedJob> jobs = node.claimer.claim();
            jobs.forEach(job -> claimed.add(job.jobId()));
            CoreDatabase.complete(node, jobs);
        }

        assertThat(claimed).hasSize(20);
        assertThat(claimed)
                .isEqualTo(database.jobsOf(batch).stream().map(Job::id).toList());
    }

    @Test
    void a_backfill_leaves_a_slot_to_single_runs_and_a_flood_of_single_runs_leaves_some_to_batches() {
        Core node = database.start(UUID.randomUUID()); // six slots
        database.filled(node, 256, 50);
        assertThat(node.claimer.claim()).hasSize(5).allMatch(job -> job.lane() == Lane.BATCH);

        for (int i = 0; i < 10; i++) {
            node.batches.submitSingle("default", Operation.EXTRACT, "embedded", database.newJob());
        }
        assertThat(node.claimer.claim()).hasSize(1).allMatch(job -> job.lane() == Lane.SINGLE);

        Core other = database.start(UUID.randomUUID());
        assertThat(other.claimer.claim())
                .extracting(ClaimedJob::lane)
                .containsOnly(Lane.SINGLE, Lane.BATCH)
                .hasSize(6);
    }

    @Test
    void a_node_claims_only_for_the_engines_it_has() {
        Core node =
                database.start(UUID.randomUUID(), new EngineLimit(Operation.EXTRACT, "llm", 10, Duration.ofMinutes(1)));
        database.filled(node, 4, 10);
        assertThat(node.claimer.claim()).isEmpty();
        assertThat(database.startWide().claimer.claim()).hasSize(4);
    }

    @Test
    void a_node_whose_lease_ran_out_claims_nothing_until_it_is_extended() {
        Core node = database.startWide();
        database.filled(node, 4, 10);
        database.pass(CoreDatabase.NODE.lease());
        assertThat(node.claimer.claim()).isEmpty();

        node.sweeper.extendLease();
        assertThat(node.claimer.claim()).hasSize(4);
    }

    @Test
    void an_earlier_life_of_a_node_claims_nothing() {
        UUID id = UUID.randomUUID();
        Core earlier = database.start(id, CoreDatabase.WIDE);
        Core later = database.start(id, CoreDatabase.WIDE);
        database.filled(later, 4, 10);

        assertThat(earlier.claimer.claim()).isEmpty();
        assertThat(later.claimer.claim()).hasSize(4);
    }

    @Test
    void a_stopped_claimer_claims_nothing() {
        Core node = database.startWide();
        database.filled(node, 4, 10);
        node.claimer.stop();
        assertThat(node.claimer.awaitAndClaim()).isEmpty();
    }

    @Test
    void eight_claimers_at_once_never_get_more_than_they_asked_for_and_each_job_once() throws Exception {
        EngineLimit seven = new EngineLimit(Operation.EXTRACT, "embedded", 8, Duration.ofMinutes(5)); // 7 for batches
        List<Core> nodes = IntStream.range(0, 8)
                .mapToObj(i -> database.start(UUID.randomUUID(), seven))
                .toList();
        for (int i = 0; i < 10; i++) {
            database.sealed(nodes.get(0), 100, 100);
        }
        Set<UUID> claimed = ConcurrentHashMap.newKeySet();
        AtomicInteger claims = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(nodes.size());
        Callable<Integer> none = () -> 0;
        List<Callable<Integer>> work = new ArrayList<>();
        for (Core node : nodes) {
            work.add(() -> {
                int largest = none.call();
                start.await();
                while (claims.get() < 1_000) {
                    List<ClaimedJob> jobs = node.claimer.claim();
                    largest = Math.max(largest, jobs.size());
                    jobs.forEach(job -> claimed.add(job.jobId()));
                    claims.addAndGet(jobs.size());
                    CoreDatabase.complete(node, jobs);
                }
                return largest;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            for (Future<Integer> largest : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
                assertThat(largest.get()).isBetween(1, 7);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(claims).hasValue(1_000);
        assertThat(claimed).hasSize(1_000);
        assertThat(database.count("SELECT count(*) FROM batch WHERE outcome = 'succeeded'"))
                .isEqualTo(10);
        assertThat(database.count("SELECT max(attempt) FROM job")).isEqualTo(1);
    }

    @Test
    void what_appears_below_the_watermark_is_found_within_a_second() {
        AtomicLong nanos = new AtomicLong();
        Core node = database.start(UUID.randomUUID(), type -> false, nanos::get, CoreDatabase.WIDE);
        UUID batch = database.filled(node, 256, 2_000);
        List<ClaimedJob> first = node.claimer.claim();
        for (int i = 0; i < 10; i++) { // the watermark rises by a thousand jobs
            CoreDatabase.complete(node, node.claimer.claim());
        }
        database.jdbc // as the sweep does it
                .sql(
                        "UPDATE work SET node_id = NULL, node_epoch = NULL, claimed_at = NULL, deadline = NULL WHERE job_id = ?")
                .param(first.get(0).jobId())
                .update();

        nanos.addAndGet(999_000_000);
        assertThat(node.claimer.claim())
                .extracting(ClaimedJob::jobId)
                .doesNotContain(first.get(0).jobId());
        nanos.addAndGet(1_000_000);
        assertThat(node.claimer.claim())
                .extracting(ClaimedJob::jobId)
                .contains(first.get(0).jobId());
        assertThat(database.find(batch).counts().completed()).isEqualTo(1_000);
    }

    @Test
    void a_submit_wakes_the_claimer() throws Exception {
        NodeSettings patient = new NodeSettings(
                100, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5));
        Core node = database.start(UUID.randomUUID(), patient, CoreDatabase.WIDE);
        node.claimer.awaitAndClaim(); // the signal of the start
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<ClaimedJob>> claim = thread.submit(node.claimer::awaitAndClaim);
            node.batches.submitSingle("default", Operation.EXTRACT, "embedded", database.newJob());
            assertThat(claim.get(10, TimeUnit.SECONDS)).hasSize(1);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void a_claim_that_fails_half_way_keeps_what_it_has() {
        EngineLimit other = new EngineLimit(Operation.TABLES, "embedded", 10, Duration.ofMinutes(1));
        Core node = database.start(UUID.randomUUID(), CoreDatabase.WIDE, other);
        node.batches.submitSingle("default", Operation.EXTRACT, "embedded", database.newJob());
        node.batches.submitSingle("default", Operation.TABLES, "embedded", database.newJob());
        database.jdbc
                .sql("ALTER TABLE work ADD CONSTRAINT no_tables CHECK (operation <> 'tables' OR node_id IS NULL)")
                .update();
        try {
            assertThat(node.claimer.claim()).extracting(ClaimedJob::operation).containsExactly(Operation.EXTRACT);
        } finally {
            database.jdbc.sql("ALTER TABLE work DROP CONSTRAINT no_tables").update();
        }
        assertThat(node.claimer.claim()).extracting(ClaimedJob::operation).containsExactly(Operation.TABLES);
    }
}

package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

@NullUnmarked
class ListTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static CoreDatabase database;
    private Core node;
    private BatchList batches;
    private JobList jobs;

    @BeforeAll
    static void migrate() {
        database = new CoreDatabase(DATABASE);
    }

    @BeforeEach
    void clear() {
        database.clear();
        node = database.startWide();
        batches = new BatchList(database.jdbc);
        jobs = new JobList(database.jdbc);
    }

    private BatchEntry entry(UUID batch) {
        return batches.find("default", batch).orElseThrow();
    }

    private static JobFilter ofState(UUID batch, JobState state) {
        return new JobFilter("default", batch, null, state, null, null);
    }

    @Test
    void a_batch_tells_how_many_of_its_active_jobs_are_running() {
        UUID batch = database.sealed(node, 4, 10);
        List<ClaimedJob> claimed = node.claimer.claim();

        BatchEntry entry = entry(batch);

        assertThat(entry.batch().counts().active()).isEqualTo(4);
        assertThat(entry.running()).isEqualTo(claimed.size()).isPositive();
        assertThat(entry.workers()).isEqualTo(4);
        assertThat(batches.find("other", batch)).isEmpty();
    }

    @Test
    void every_phase_is_found_by_the_condition_that_stands_for_it() {
        Map<BatchPhase, UUID> batchOf = new HashMap<>();
        batchOf.put(BatchPhase.WAITING, node.batches.open(CoreDatabase.batch(4)));
        UUID done = database.sealed(node, 4, 1);
        CoreDatabase.completeAll(node);
        batchOf.put(BatchPhase.DONE, done);
        UUID failed = database.sealed(node, 4, 1);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.EMPTY_FILE);
        batchOf.put(BatchPhase.FAILED, failed);
        UUID canceled = database.sealed(node, 4, 3);
        node.batches.cancel(canceled);
        batchOf.put(BatchPhase.CANCELED, canceled);
        batchOf.put(BatchPhase.WORKING, database.sealed(node, 4, 3));

        batchOf.forEach((phase, id) -> {
            BatchFilter filter = new BatchFilter("default", phase, null, null, null, null, null);
            assertThat(batches.page(filter, false, null, 0, 10))
                    .extracting(entry -> entry.batch().id())
                    .containsExactly(id);
            assertThat(batches.count(filter)).isEqualTo(1);
            assertThat(BatchPhase.of(entry(id).batch())).isEqualTo(phase);
        });
        assertThat(batchOf).containsOnlyKeys(BatchPhase.values());
    }

    @Test
    void pages_by_key_and_by_number_show_each_batch_once_in_both_directions() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(node.batches.open(CoreDatabase.batch(4)));
        }
        BatchFilter all = BatchFilter.all("default");
        List<UUID> byKey = new ArrayList<>();
        UUID after = null;
        for (List<BatchEntry> page = batches.page(all, true, null, 0, 3);
                !page.isEmpty();
                page = batches.page(all, true, after, 99, 3)) {
            page.forEach(entry -> byKey.add(entry.batch().id()));
            after = byKey.get(byKey.size() - 1);
        }
        assertThat(byKey).isEqualTo(ids);
        assertThat(batches.page(all, false, null, 6, 3))
                .extracting(entry -> entry.batch().id())
                .containsExactly(ids.get(0));
        assertThat(batches.count(all)).isEqualTo(7);
        assertThat(batches.count(BatchFilter.all("other"))).isZero();
    }

    @Test
    void batches_are_found_by_reference_source_operation_and_time() {
        database.jdbc.sql("UPDATE test_clock SET now = now()").update();
        UUID mine = node.batches.open(
                new NewBatch("default", null, Operation.TABLES, "embedded", null, "order 7", 4, 1, null, null));
        UUID watched = node.batches.open(CoreDatabase.batchOf("inbox", 4, 10, Duration.ofMinutes(1)));
        Instant created = entry(mine).batch().createdAt();

        assertThat(found(new BatchFilter("default", null, null, "order 7", null, null, null)))
                .containsExactly(mine);
        assertThat(found(new BatchFilter("default", null, Operation.TABLES, null, null, null, null)))
                .containsExactly(mine);
        assertThat(found(new BatchFilter("default", null, null, null, true, null, null)))
                .containsExactly(watched);
        assertThat(found(new BatchFilter("default", null, null, null, false, null, null)))
                .containsExactly(mine);
        assertThat(found(new BatchFilter("default", null, null, "order 7", null, created, created.plusMillis(1))))
                .containsExactly(mine);
        assertThat(found(new BatchFilter("default", null, null, "order 7", null, null, created)))
                .isEmpty();
        assertThat(found(new BatchFilter("default", null, null, "order 7", null, created.plusMillis(1), null)))
                .isEmpty();
    }

    private List<UUID> found(BatchFilter filter) {
        return batches.page(filter, false, null, 0, 10).stream()
                .map(entry -> entry.batch().id())
                .toList();
    }

    @Test
    void jobs_are_found_by_every_state_also_in_a_batch_that_was_canceled_a_moment_ago() {
        UUID batch = database.sealed(node, 4, 12);
        List<ClaimedJob> first = node.claimer.claim();
        CoreDatabase.complete(node, first.subList(0, 2));
        CoreDatabase.fail(node, first.subList(2, 3), ErrorCode.EMPTY_FILE);
        BatchCounts counts = entry(batch).batch().counts();
        int running = entry(batch).running();

        assertThat(page(ofState(batch, JobState.COMPLETED))).hasSize(counts.completed());
        assertThat(page(ofState(batch, JobState.FAILED))).hasSize(counts.failed());
        assertThat(page(ofState(batch, JobState.RUNNING))).hasSize(running);
        assertThat(page(ofState(batch, JobState.READY))).hasSize(counts.active() - running);
        assertThat(page(ofState(batch, JobState.PENDING))).hasSize(counts.pending());
        for (JobState state : JobState.values()) {
            assertThat(page(ofState(batch, state)))
                    .allSatisfy(entry -> assertThat(entry.job().state()).isEqualTo(state));
        }

        node.batches.cancel(batch);

        assertThat(page(ofState(batch, JobState.CANCELED)))
                .hasSize(entry(batch).batch().counts().canceled());
        assertThat(page(ofState(batch, JobState.PENDING))).isEmpty();
        assertThat(page(new JobFilter("default", batch, null, null, ErrorCode.CANCELED, null)))
                .hasSize(9);
    }

    private List<JobEntry> page(JobFilter filter) {
        List<JobEntry> page = jobs.pageOfBatch(filter, -1, 0, 100);
        assertThat(jobs.count(filter)).isEqualTo(page.size());
        return page;
    }

    @Test
    void of_a_document_that_was_tried_again_only_the_latest_try_is_listed() {
        UUID batch = database.sealed(node, 4, 3);
        List<ClaimedJob> claimed = node.claimer.claim();
        CoreDatabase.fail(node, claimed.subList(0, 1), ErrorCode.EMPTY_FILE);
        CoreDatabase.complete(node, claimed.subList(1, 3));
        UUID first = claimed.get(0).jobId();
        UUID again = node.batches.retry(first);

        assertThat(page(JobFilter.all("default", batch)))
                .hasSize(entry(batch).batch().counts().total())
                .extracting(entry -> entry.job().id())
                .contains(again)
                .doesNotContain(first);
        assertThat(page(new JobFilter("default", batch, null, null, null, List.of(first))))
                .extracting(entry -> entry.job().id())
                .containsExactly(again);
        assertThat(jobs.find("default", first)).isPresent();
        assertThat(jobs.find("other", first)).isEmpty();
        assertThat(jobs.count(JobFilter.all("default", null))).isEqualTo(3);
    }

    @Test
    void jobs_are_tried_again_by_state_code_and_id() {
        UUID batch = database.sealed(node, 4, 4);
        List<ClaimedJob> claimed = node.claimer.claim();
        CoreDatabase.fail(node, claimed.subList(0, 1), ErrorCode.EMPTY_FILE);
        CoreDatabase.fail(node, claimed.subList(1, 3), ErrorCode.CORRUPT_DOCUMENT);
        node.batches.cancelJob(claimed.get(3).jobId());
        UUID one = claimed.get(1).jobId();

        assertThat(node.batches.retry(
                        batch, new RetryChoice(Set.of(JobState.FAILED), null, null, Set.of(ErrorCode.PARSER_DIED))))
                .isEmpty();
        assertThat(node.batches
                        .retry(
                                batch,
                                new RetryChoice(Set.of(JobState.FAILED), null, null, Set.of(ErrorCode.EMPTY_FILE)))
                        .keySet())
                .containsExactly(claimed.get(0).jobId());
        assertThat(node.batches
                        .retry(
                                batch,
                                new RetryChoice(Set.of(JobState.FAILED), Set.of(one, UUID.randomUUID()), null, null))
                        .keySet())
                .containsExactly(one);
        assertThat(node.batches
                        .retry(batch, new RetryChoice(Set.of(JobState.CANCELED), null, null, null))
                        .keySet())
                .containsExactly(claimed.get(3).jobId());
        assertThat(node.batches.retryFailed(batch))
                .containsOnlyKeys(claimed.get(2).jobId());
        new Invariants(database.jdbc).check();
    }

    @Test
    void pages_of_a_hundred_thousand_jobs_come_by_index() {
        UUID batch = database.sealed(node, 4, 100_000);
        database.jdbc
                .sql("UPDATE job SET state = 'failed', error_code = 'EMPTY_FILE', error_text = '', ended_at = now()"
                        + " WHERE seq % 1000 = 999")
                .update();
        database.jdbc.sql("ANALYZE job").update();
        database.jdbc.sql("ANALYZE batch").update();

        assertThat(plan(JobFilter.all("default", batch), 90_000))
                .contains("job_batch_id_seq_key")
                .doesNotContain("Seq Scan on job");
        assertThat(plan(ofState(batch, JobState.FAILED), -1))
                .contains("job_failed_of_batch")
                .doesNotContain("Seq Scan on job");
        assertThat(plan(ofState(batch, JobState.RUNNING), -1)).doesNotContain("Seq Scan on job");
        assertThat(plan(ofState(batch, JobState.PENDING), -1)).doesNotContain("Seq Scan on job");
    }

    private static String plan(JobFilter filter, int afterSeq) {
        Map<String, Object> parameters = new HashMap<>();
        String where = filter.where(parameters) + " AND j.seq > :after";
        parameters.put("after", afterSeq);
        parameters.put("limit", 101);
        parameters.put("offset", 0);
        return String.join(
                "\n",
                new NamedParameterJdbcTemplate(database.dataSource)
                        .queryForList(
                                "EXPLAIN " + JobList.PAGE.formatted(filter.with(), where, "j.seq", "j.seq"),
                                parameters,
                                String.class));
    }
}

package dev.sluice.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database for tests of the core, with a clock that is turned by hand, and nodes that work on it. */
final class CoreDatabase {
    static final EngineLimit EXTRACT = new EngineLimit(Operation.EXTRACT, "embedded", 6, Duration.ofMinutes(5));
    static final EngineLimit WIDE = new EngineLimit(Operation.EXTRACT, "embedded", 1_000, Duration.ofMinutes(5));
    static final JobSettings JOBS = new JobSettings(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), 2);
    static final NodeSettings NODE = new NodeSettings(
            100, Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5));

    final DataSource dataSource;
    final DataSource hotDataSource;
    final JdbcClient jdbc;
    private final TestDatabase database;
    private final Ids ids;

    CoreDatabase(TestDatabase database) {
        this(database, new Ids());
    }

    CoreDatabase(TestDatabase database, Ids ids) {
        this.database = database;
        this.ids = ids;
        dataSource = database.dataSource();
        hotDataSource = database.hotDataSource();
        jdbc = JdbcClient.create(dataSource);
        jdbc.sql("CREATE TABLE test_clock AS SELECT timestamptz '2026-01-01 00:00:00Z' AS now")
                .update();
        jdbc.sql(
                        "CREATE OR REPLACE FUNCTION sluice_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT now FROM test_clock'")
                .update();
    }

    /** A node that has just started. Another one of the same id is its earlier life. */
    Core start(UUID nodeId) {
        return start(nodeId, EXTRACT);
    }

    Core start(UUID nodeId, EngineLimit... engines) {
        return start(nodeId, type -> true, System::nanoTime, engines);
    }

    Core start(UUID nodeId, NodeSettings settings, EngineLimit... engines) {
        return start(nodeId, settings, type -> true, System::nanoTime, engines);
    }

    Core start(UUID nodeId, EventInterest interest, LongSupplier nanoTime, EngineLimit... engines) {
        return start(nodeId, NODE, interest, nanoTime, engines);
    }

    private Core start(
            UUID nodeId, NodeSettings settings, EventInterest interest, LongSupplier nanoTime, EngineLimit... engines) {
        Core core = new Core(
                dataSource,
                hotDataSource,
                jdbc,
                JOBS,
                settings,
                ids,
                new ObjectMapper(),
                interest,
                new EventLinks(""),
                List.of(),
                List.of(engines),
                nodeId,
                nanoTime);
        core.sweeper.boot();
        return core;
    }

    /** A node of its own id that takes many jobs at a time. */
    Core startWide() {
        return start(UUID.randomUUID(), WIDE);
    }

    /** Each test begins with nothing. */
    void clear() {
        database.empty("node", "batch", "job", "work", "event");
    }

    /** A batch with that many documents that still takes more. */
    UUID filled(Core node, int workers, int documents) {
        UUID batch = node.batches.open(batch(workers));
        node.batches.add(batch, newJobs(documents));
        return batch;
    }

    /** A batch with that many documents and no more to come. */
    UUID sealed(Core node, int workers, int documents) {
        UUID batch = filled(node, workers, documents);
        node.batches.seal(batch);
        return batch;
    }

    static void complete(Core node, List<ClaimedJob> jobs) {
        node.recorder.record(jobs.stream()
                .map(job -> node.inFlight.handOver(Outcome.completed(job, null)))
                .toList());
    }

    static void fail(Core node, List<ClaimedJob> jobs, ErrorCode code) {
        node.recorder.record(jobs.stream()
                .map(job -> node.inFlight.handOver(Outcome.failed(job, new Failure(code, "It went wrong."))))
                .toList());
    }

    /** Works until nothing more can be claimed. */
    static void completeAll(Core node) {
        for (List<ClaimedJob> jobs = node.claimer.claim(); !jobs.isEmpty(); jobs = node.claimer.claim()) {
            complete(node, jobs);
        }
    }

    long count(String query, Object... parameters) {
        return jdbc.sql(query).params(List.of(parameters)).query(Long.class).single();
    }

    /** The jobs of a batch in the order of submission. */
    List<Job> jobsOf(UUID batch) {
        return reader().jobsOf("default", batch, 0, 1_000_000);
    }

    void pass(Duration time) {
        jdbc.sql("UPDATE test_clock SET now = now + ? * interval '1 millisecond'")
                .param(time.toMillis())
                .update();
    }

    NewJob newJob() {
        return new NewJob(ids.next(), null);
    }

    List<NewJob> newJobs(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> newJob())
                .toList();
    }

    static NewBatch batch(int workers) {
        return new NewBatch("default", null, Operation.EXTRACT, "embedded", null, null, workers, 1, null, null);
    }

    static NewBatch batchOf(String source, int workers, int maxSize, Duration quietTime) {
        return new NewBatch(
                "default", source, Operation.EXTRACT, "embedded", null, null, workers, 1, maxSize, quietTime);
    }

    BatchReader reader() {
        return new BatchReader(jdbc);
    }

    Batch find(UUID batch) {
        return reader().batch("default", batch).orElseThrow();
    }

    Job job(UUID job) {
        return reader().job("default", job).orElseThrow();
    }

    List<String> eventsOf(UUID batch) {
        return jdbc.sql(
                        "SELECT type FROM event WHERE batch_id = ? AND job_id IS NULL AND type NOT IN ('job_run.started', 'job_run.progress') ORDER BY id")
                .param(batch)
                .query(String.class)
                .list();
    }
}

package dev.sluice.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Jobs per second through the real routes, from the first claim to the batch being final, with an engine that does
 * nothing, on PostgreSQL with fsync on; beside it db-scheduler with as many one-time tasks that do nothing on the same
 * server in the same run. And how long a single run waits while a backfill is under way.
 */
public final class QueueBench {
    private static final String LIMIT = "20,000/s";
    private static final int ROUNDS = 3;

    private QueueBench() {}

    public static void main(String[] args) throws Exception {
        try (BenchHub hub = BenchHub.start(
                Path.of("src/bench/routes"),
                "--sluice.node.slots=512",
                "--sluice.node.threads=4",
                "--sluice.postgres.settings.[shared_buffers]=512MB")) {
            Figure.printMachine(hub.home());
            run(hub, 200_000); // warm-up, not printed
            long small = median(hub, 20_000);
            long large = median(hub, 200_000);
            long peerSmall = peer(hub, 20_000);
            long peerLarge = peer(hub, 200_000);
            Figure.print(
                    "20,000 no-op jobs, claim to batch final",
                    Figure.perSecond(20_000, small),
                    LIMIT,
                    "db-scheduler " + Figure.perSecond(20_000, peerSmall));
            Figure.print(
                    "200,000 no-op jobs, claim to batch final",
                    Figure.perSecond(200_000, large),
                    LIMIT,
                    "db-scheduler " + Figure.perSecond(200_000, peerLarge));
            Figure.print(
                    "cost of a job at 200,000 over that at 20,000",
                    String.format(Locale.ROOT, "%.2f ×", (large / 200_000.0) / (small / 20_000.0)),
                    "1.1 ×",
                    "none");
            singles(hub);
        }
    }

    private static long median(BenchHub hub, int jobs) throws Exception {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            nanos[i] = run(hub, jobs);
        }
        return Figure.median(nanos);
    }

    /** The route that claims is suspended while the batch is filled, so that submitting is not measured. */
    private static long run(BenchHub hub, int jobs) throws Exception {
        RouteController routes = hub.bean(CamelContext.class).getRouteController();
        BatchService batches = hub.bean(BatchService.class);
        BatchReader reader = hub.bean(BatchReader.class);
        UUID batch = batches.open(batch());
        routes.stopRoute("claim-jobs");
        batches.add(batch, jobs(hub, jobs));
        batches.seal(batch);
        long start = System.nanoTime();
        routes.startRoute("claim-jobs");
        while (!reader.batch("default", batch).orElseThrow().status().isFinal()) {
            LockSupport.parkNanos(2_000_000);
        }
        return System.nanoTime() - start;
    }

    private static NewBatch batch() {
        return new NewBatch(
                "default", null, Operation.EXTRACT, "embedded", null, null, 256, 1, null, Duration.ofHours(1));
    }

    private static List<NewJob> jobs(BenchHub hub, int count) {
        Ids ids = hub.bean(Ids.class);
        List<NewJob> jobs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            jobs.add(new NewJob(ids.next(), null));
        }
        return jobs;
    }

    private static long peer(BenchHub hub, int tasks) {
        DataSource dataSource = hub.bean(DataSource.class);
        JdbcClient jdbc = JdbcClient.create(dataSource);
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            createTable(jdbc);
            jdbc.sql("""
                            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                            SELECT 'noop', n::text, now(), false, 1 FROM generate_series(1, ?) AS n
                            """).param(tasks).update();
            jdbc.sql("ANALYZE scheduled_tasks").update();
            OneTimeTask<Void> task = Tasks.oneTime("noop").execute((instance, context) -> {});
            Scheduler scheduler = Scheduler.create(dataSource, task)
                    .threads(40)
                    .pollUsingLockAndFetch(1.0, 4.0)
                    .pollingInterval(Duration.ofMillis(100))
                    .build();
            long start = System.nanoTime();
            scheduler.start();
            while (jdbc.sql("SELECT EXISTS (SELECT 1 FROM scheduled_tasks)")
                    .query(Boolean.class)
                    .single()) {
                LockSupport.parkNanos(2_000_000);
            }
            nanos[i] = System.nanoTime() - start;
            scheduler.stop();
        }
        return Figure.median(nanos);
    }

    /** As db-scheduler's own documentation defines it for PostgreSQL. */
    private static void createTable(JdbcClient jdbc) {
        jdbc.sql("DROP TABLE IF EXISTS scheduled_tasks").update();
        jdbc.sql("""
                CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                  execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text, last_success timestamptz,
                  last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint NOT NULL,
                  priority smallint, PRIMARY KEY (task_name, task_instance))
                """).update();
        jdbc.sql("CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)")
                .update();
        jdbc.sql("CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)")
                .update();
        jdbc.sql("CREATE INDEX priority_execution_time_idx ON scheduled_tasks (priority DESC, execution_time ASC)")
                .update();
    }

    private static void singles(BenchHub hub) throws Exception {
        BatchService batches = hub.bean(BatchService.class);
        BatchReader reader = hub.bean(BatchReader.class);
        UUID backfill = batches.open(batch());
        ExecutorService submitter = Executors.newSingleThreadExecutor();
        Future<?> submitted = submitter.submit(() -> {
            batches.add(backfill, jobs(hub, 100_000));
            batches.seal(backfill);
        });
        List<Long> waits = new ArrayList<>();
        while (!reader.batch("default", backfill).orElseThrow().status().isFinal()) {
            NewJob single = jobs(hub, 1).get(0);
            long start = System.nanoTime();
            batches.submitSingle("default", Operation.EXTRACT, "embedded", single);
            while (!reader.job("default", single.id()).orElseThrow().state().isFinal()) {
                LockSupport.parkNanos(500_000);
            }
            waits.add(System.nanoTime() - start);
            LockSupport.parkNanos(10_000_000);
        }
        submitted.get();
        submitter.shutdown();
        long[] sorted = waits.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        Figure.print(
                "single run during a 100,000-job backfill, submit to end, p99",
                String.format(
                        Locale.ROOT,
                        "%.1f ms (p50 %.1f)",
                        sorted[(int) (sorted.length * 0.99)] / 1e6,
                        sorted[sorted.length / 2] / 1e6),
                "100 ms",
                "none");
    }
}

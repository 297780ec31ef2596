package dev.sluice.bench;

import dev.sluice.chaos.HubDatabase;
import dev.sluice.chaos.HubProcess;
import dev.sluice.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A watched prefix with many objects, while others write, overwrite and delete there and the program is killed again and
 * again; then compares every version that ever lay in the bucket with the records and jobs. Ends with a code other than 0
 * if a version was missed, taken twice, invented, read wrongly or given up without the right reason. The store is a real
 * S3 server in this process, the program another process with 512 MB.
 *
 * <p>Arguments, all optional: {@code objects=100000 kills=10 writers=2 changes=50 seed=1 jar=target/sluice.jar home=…};
 * changes are those of one writer in a second, until the last kill.
 */
public final class S3SourceBench {
    private static final Duration LIMIT = Duration.ofMinutes(60);
    private static final int SLOTS = 8;
    private static final String OPEN = "SELECT count(*) FROM job WHERE state = 'open'";
    private static final String DONE = "SELECT count(*) FROM job WHERE state <> 'open'";
    private static final String RECORDS = "SELECT count(*) FROM intake_record";
    private static final String WAL = "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

    private final BenchArguments arguments;
    private final int objects;
    private final int kills;
    private final long seed;
    private final OrderedBlobStore store = new OrderedBlobStore();
    private final S3Server server = new S3Server(store);
    private final ChangingBucket bucket;
    private final HeapLog heap;
    private final HubProcess hub;
    private final HubDatabase database;

    private S3SourceBench(BenchArguments arguments) throws Exception {
        this.arguments = arguments;
        objects = arguments.number("objects", 100_000);
        kills = arguments.number("kills", 10);
        seed = arguments.number("seed", 1);
        bucket = new ChangingBucket(server, store, objects);
        server.start();
        Path directory = arguments.directory();
        heap = new HeapLog(directory);
        hub = new HubProcess(
                directory.resolve("home"), arguments.program(heap.option()), S3Options.of(server, SLOTS, arguments));
        database = new HubDatabase(hub.home());
        S3Options.watch(directory, "1m", SLOTS);
    }

    public static void main(String[] args) throws Exception {
        S3SourceBench bench = new S3SourceBench(new BenchArguments(args));
        boolean clean = false;
        try (S3Server server = bench.server;
                HubProcess hub = bench.hub) {
            clean = bench.run();
        } catch (IllegalStateException | IOException e) {
            e.printStackTrace();
        }
        System.exit(clean ? 0 : 1); // also where the writers have not come to their end
    }

    private boolean run() throws Exception {
        Figure.printMachine(Files.createDirectories(hub.home()));
        bucket.fill();
        int writers = arguments.number("writers", 2);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<?>> others = new ArrayList<>();
        Lives lives = new Lives(hub, new Random(seed));
        Instant begun = Instant.now();
        lives.start();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            int perSecond = arguments.number("changes", 50);
            others.add(threads.submit(() -> bucket.change(number, writers, perSecond, seed)));
        }
        kill(lives, begun);
        bucket.end();
        for (Future<?> other : others) {
            other.get();
        }
        threads.shutdown();
        System.out.println(bucket);
        boolean all = awaitAll(begun);
        System.out.println(lives.report());
        System.out.printf(
                "after a collection at most, in each life: %s MB; alive at the end: %d MB%n",
                heap.most(), heap.alive(hub));
        heap.print();
        idleRounds();
        boolean clean = new VersionCheck(bucket).run(database) && all;
        System.out.printf("%d s in all, load %.1f%n", seconds(begun), arguments.load());
        System.out.println(clean ? "PASSED" : "FAILED (seed " + seed + ", files kept in " + hub.home() + ")");
        return clean;
    }

    /** Half of them in the midst of the first rounds, the others while documents are worked on. */
    private void kill(Lives lives, Instant begun) throws Exception {
        Random random = new Random(seed);
        for (int kill = 0; kill < kills; kill++) {
            lives.awaitUp();
            long records = database.number(RECORDS);
            awaitMoreThan(records);
            LockSupport.parkNanos(random.nextInt(kill < kills / 2 ? 3_000 : 20_000) * 1_000_000L);
            hub.kill();
            System.out.printf(
                    "kill %d after %d s: %,d records (%,d when this life was ready), %,d jobs ended, the round stands at %s%n",
                    kill + 1, seconds(begun), database.number(RECORDS), records, database.number(DONE), cursor());
            lives.start();
        }
        lives.awaitUp();
    }

    /** Until this life has written something down, for a minute at most. */
    private void awaitMoreThan(long records) {
        Instant end = Instant.now().plusSeconds(60);
        while (database.number(RECORDS) <= records && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(200_000_000);
        }
    }

    private String cursor() {
        return database.client()
                .sql("SELECT coalesce(cursor, 'its front') FROM s3_round")
                .query(String.class)
                .optional()
                .orElse("its front");
    }

    private boolean awaitAll(Instant begun) {
        Instant quietSince = Instant.now();
        boolean found = false;
        long listed = store.listed();
        long done = database.number(DONE);
        while (Duration.between(quietSince, Instant.now()).compareTo(LIMIT) < 0) {
            if (!found && VersionCheck.missed(bucket, database).isEmpty()) {
                found = true;
                Figure.print("all found, seconds from the first start", seconds(begun) + " s", "", "none");
                Figure.print("  … and from the last change", seconds(quietSince) + " s", "", "none");
            }
            if (found && database.number(OPEN) == 0) {
                long nanos = Duration.between(quietSince, Instant.now()).toNanos();
                Figure.print(
                        "keys listed without a kill", Figure.perSecond(store.listed() - listed, nanos), "", "none");
                Figure.print(
                        "documents ended without a kill",
                        Figure.perSecond(database.number(DONE) - done, nanos),
                        "",
                        "none");
                return true;
            }
            LockSupport.parkNanos(5_000_000_000L); // asking costs what is measured
        }
        System.out.println("VIOLATION: documents were still being found or worked on after " + LIMIT);
        return false;
    }

    /** What rounds cost in which nothing is new. */
    private void idleRounds() {
        long before = database.number(WAL);
        long listed = store.listed();
        Instant begun = Instant.now();
        LockSupport.parkNanos(30_000_000_000L);
        long nanos = Duration.between(begun, Instant.now()).toNanos();
        Figure.print("keys listed while nothing is new", Figure.perSecond(store.listed() - listed, nanos), "", "none");
        Figure.print(
                "log written in those %d s".formatted(seconds(begun)),
                "%,d kB".formatted((database.number(WAL) - before) / 1_000),
                "",
                "none");
    }

    private static long seconds(Instant since) {
        return Duration.between(since, Instant.now()).toSeconds();
    }
}

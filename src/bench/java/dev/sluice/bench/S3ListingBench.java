package dev.sluice.bench;

import dev.sluice.chaos.HubDatabase;
import dev.sluice.chaos.HubProcess;
import dev.sluice.testing.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A watched prefix with a million objects, which are found and written down as jobs; in the middle the program is killed,
 * and the next life must go on at the key where the round stood. Documents are worked on one at a time meanwhile. Shows
 * what is alive in the program's heap on the way. Ends with a code other than 0 if a key was missed, taken twice or
 * listed anew.
 *
 * <p>Arguments, all optional: {@code objects=1000000 jar=target/sluice.jar home=…}.
 */
public final class S3ListingBench {
    private static final Duration LIMIT = Duration.ofMinutes(60);
    private static final int PAGE = 1_000;

    private final BenchArguments arguments;
    private final int objects;
    private final OrderedBlobStore store = new OrderedBlobStore();
    private final S3Server server = new S3Server(store);
    private final HeapLog heap;
    private final HubProcess hub;
    private final HubDatabase database;
    /** What was alive, in MB, when so many keys had been listed. */
    private final TreeMap<Long, Integer> alive = new TreeMap<>();

    private S3ListingBench(BenchArguments arguments) throws Exception {
        this.arguments = arguments;
        objects = arguments.number("objects", 1_000_000);
        server.start();
        server.bucket(ChangingBucket.NAME);
        for (int i = 0; i < objects; i++) {
            store.put("in/%03d/%07d.txt".formatted(i % 997, i), ("Object " + i).getBytes(StandardCharsets.UTF_8));
        }
        Path directory = arguments.directory();
        heap = new HeapLog(directory);
        hub = new HubProcess(
                directory.resolve("home"), arguments.program(heap.option()), S3Options.of(server, 1, arguments));
        database = new HubDatabase(hub.home());
        S3Options.watch(directory, "1m", 1);
    }

    public static void main(String[] args) throws Exception {
        S3ListingBench bench = new S3ListingBench(new BenchArguments(args));
        boolean clean = false;
        try (S3Server server = bench.server;
                HubProcess hub = bench.hub) {
            clean = bench.run();
        } catch (IllegalStateException | IOException e) {
            e.printStackTrace();
        }
        System.exit(clean ? 0 : 1);
    }

    private boolean run() throws Exception {
        Figure.printMachine(Files.createDirectories(hub.home()));
        Lives lives = new Lives(hub, new Random(1));
        lives.start();
        lives.awaitUp();
        Instant begun = Instant.now();
        awaitListed(objects / 10L);
        awaitListed(objects / 4L);
        awaitListed(objects / 2L);
        hub.kill();
        long listedBefore = store.listed();
        long secondsBefore = seconds(begun);
        int beginnings = store.beginnings().size();
        String cursor = cursor();
        long records = records();
        System.out.printf("killed after %d s: %,d records, the round stands at %s%n", secondsBefore, records, cursor);
        lives.start();
        lives.awaitUp();
        Instant ready = Instant.now();
        while (store.beginnings().size() == beginnings) {
            LockSupport.parkNanos(5_000_000);
        }
        String goneOnAt = store.beginnings().get(beginnings);
        Instant goneOn = Instant.now();
        System.out.printf("the next life listed on after %s, %d s after it was ready%n", goneOnAt, seconds(ready));
        awaitListed(objects * 3L / 4);
        awaitListed(objects);
        boolean all = awaitRecords();
        long nanos = Duration.between(goneOn, Instant.now()).toNanos()
                + Duration.ofSeconds(secondsBefore).toNanos();
        alive(store.listed());
        report(nanos);
        return conclude(all, cursor.equals(goneOnAt), listedBefore - records);
    }

    private void report(long nanos) {
        System.out.printf(
                "alive in the heap, MB by keys listed: %s; after a collection at most, in each life: %s%n",
                alive, heap.most());
        Figure.print("objects listed and written down as jobs", Figure.perSecond(objects, nanos), "", "none");
        heap.print();
        Figure.print(
                "alive in the heap at the last key, over that at a tenth",
                "%.2f"
                        .formatted((double) alive.lastEntry().getValue()
                                / alive.firstEntry().getValue()),
                "1.5",
                "none");
    }

    private boolean conclude(boolean all, boolean goneOn, long listedTwice) {
        long records = records();
        long keys = database.number("SELECT count(DISTINCT key) FROM intake_record");
        long jobs = database.number("SELECT count(*) FROM job");
        System.out.printf(
                "%,d objects; %,d records of %,d keys, %,d jobs, of which %,d have ended; %,d keys listed twice; load %.1f%n",
                objects,
                records,
                keys,
                jobs,
                database.number("SELECT count(*) FROM job WHERE state <> 'open'"),
                listedTwice,
                arguments.load());
        boolean flat = alive.lastEntry().getValue() <= 1.5 * alive.firstEntry().getValue();
        boolean clean = all
                && goneOn
                && flat
                && listedTwice <= 2 * PAGE
                && records == objects
                && keys == objects
                && jobs == objects;
        System.out.println(clean ? "PASSED" : "FAILED (files kept in " + hub.home() + ")");
        return clean;
    }

    private void awaitListed(long keys) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (store.listed() < keys) {
            if (Instant.now().isAfter(end) || !hub.isAlive()) {
                throw new IllegalStateException("only %,d keys were listed".formatted(store.listed()));
            }
            LockSupport.parkNanos(20_000_000);
        }
        alive(keys);
    }

    private void alive(long keys) throws Exception {
        alive.put(keys, heap.alive(hub));
    }

    private boolean awaitRecords() {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (records() < objects) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(500_000_000);
        }
        return true;
    }

    private long records() {
        return database.number("SELECT count(*) FROM intake_record");
    }

    private String cursor() {
        return database.client()
                .sql("SELECT coalesce(cursor, '') FROM s3_round")
                .query(String.class)
                .single();
    }

    private static long seconds(Instant since) {
        return Duration.between(since, Instant.now()).toSeconds();
    }
}

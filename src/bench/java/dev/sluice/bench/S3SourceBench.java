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
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A watched prefix with many objects, while others write, overwrite and delete there and the program is killed again and
 * again; then compares what lies in the bucket with what was written down. Ends with a code other than 0 if a version was
 * missed, taken twice or invented. The store is a real S3 server in this process, the program another process with 512 MB.
 *
 * <p>Arguments, all optional: {@code objects=100000 changes=5000 kills=5 seed=1 jar=target/sluice.jar home=…}.
 */
public final class S3SourceBench {
    private static final String BUCKET = "bench";
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");

    private final int objects;
    private final int changes;
    private final int kills;
    private final long seed;
    private final S3Server server = new S3Server();
    private final HubProcess hub;
    private final HubDatabase database;
    /** The version that lies under each key now. */
    private final Map<String, String> present = new ConcurrentHashMap<>();
    /** Every version that ever lay there. */
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private double mostHeap;

    private S3SourceBench(BenchArguments arguments) throws Exception {
        objects = arguments.number("objects", 100_000);
        changes = arguments.number("changes", 5_000);
        kills = arguments.number("kills", 5);
        seed = arguments.number("seed", 1);
        server.start();
        server.bucket(BUCKET);
        Path home = arguments.directory().resolve("home");
        Path sources = Files.createDirectories(home.resolveSibling("routes").resolve("sources"));
        Files.writeString(sources.resolve("bench.camel.yaml"), """
                - templatedRoute:
                    routeId: source-bench
                    routeTemplateRef: s3-source
                    parameters:
                      - {name: prefix, value: "s3://bench/in/"}
                      - {name: pollInterval, value: 1s}
                      - {name: workers, value: 1}
                """);
        List<String> options = new ArrayList<>(List.of(
                "--sluice.s3.endpoint=" + server.endpoint(),
                "--sluice.s3.access-key=" + S3Server.ACCESS_KEY,
                "--sluice.s3.secret-key=" + S3Server.SECRET_KEY,
                "--sluice.s3.timeout=2m",
                "--sluice.node.slots=1")); // finding is measured, not reading
        options.addAll(arguments.properties());
        hub = new HubProcess(home, arguments.program(), options);
        database = new HubDatabase(home);
    }

    public static void main(String[] args) throws Exception {
        S3SourceBench bench = new S3SourceBench(new BenchArguments(args));
        boolean clean;
        try (S3Server server = bench.server;
                HubProcess hub = bench.hub) {
            clean = bench.run();
        }
        System.exit(clean ? 0 : 1);
    }

    private boolean run() throws Exception {
        Figure.printMachine(Files.createDirectories(hub.home()));
        Instant begun = Instant.now();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        fill(threads);
        System.out.printf("%d objects written in %d s%n", objects, seconds(begun));
        Future<?> others = threads.submit(this::change);
        Random random = new Random(seed);
        Instant started = Instant.now();
        hub.start();
        for (int kill = 0; kill < kills; kill++) {
            awaitUp();
            LockSupport.parkNanos((1_000 + random.nextInt(6_000)) * 1_000_000L);
            look();
            hub.kill();
            hub.start();
        }
        awaitUp();
        others.get();
        threads.shutdown();
        Instant quietSince = Instant.now();
        boolean all = awaitAll(quietSince);
        System.out.printf(
                Locale.ROOT,
                "%d kills; all found %d s after the first start, %d s after the last change%n",
                kills,
                seconds(started),
                seconds(quietSince));
        Figure.print("heap of the program at most", "%.0f MB".formatted(mostHeap / 1e6), "512 MB", "none");
        idleRound();
        return conclude(all);
    }

    private void fill(ExecutorService threads) throws Exception {
        List<Future<?>> parts = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            int first = part;
            parts.add(threads.submit(() -> {
                for (int i = first; i < objects; i += 4) {
                    put("in/%02d/%06d.txt".formatted(i % 37, i), "object " + i);
                }
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
    }

    private void put(String key, String content) {
        String etag = server.put(BUCKET, key, content);
        String version = etag + " " + content.length();
        written.add(key + " " + version);
        present.put(key, version);
    }

    /** New ones before and behind the cursor, others overwritten, others deleted. */
    private void change() {
        Random random = new Random(seed * 31);
        for (int i = 0; i < changes; i++) {
            int number = random.nextInt(objects);
            String key = "in/%02d/%06d.txt".formatted(number % 37, number);
            switch (random.nextInt(3)) {
                case 0 -> put(key, "overwritten " + i);
                case 1 -> put("in/%02d/new-%06d.txt".formatted(random.nextInt(37), i), "new " + i);
                default -> {
                    server.client().deleteObject(object -> object.bucket(BUCKET).key(key));
                    present.remove(key);
                }
            }
        }
    }

    private void awaitUp() {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (!hub.isUp()) {
            if (!hub.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("the program did not start, see " + hub.log());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean awaitAll(Instant since) throws IOException {
        while (Duration.between(since, Instant.now()).compareTo(LIMIT) < 0) {
            look();
            if (missing().isEmpty()) {
                return true;
            }
            LockSupport.parkNanos(2_000_000_000);
        }
        return false;
    }

    /** The program's heap as it says itself; before a collection it is what it may be. */
    private void look() throws IOException {
        Matcher areas = HEAP.matcher(hub.get("/actuator/prometheus").body());
        double heap = 0;
        while (areas.find()) {
            heap += Double.parseDouble(areas.group(1));
        }
        mostHeap = Math.max(mostHeap, heap);
    }

    private Set<String> missing() {
        Set<String> left = ConcurrentHashMap.newKeySet();
        present.forEach((key, version) -> left.add(key + " " + version));
        left.removeAll(records());
        return left;
    }

    private Set<String> records() {
        return Set.copyOf(database.client()
                .sql("SELECT substring(key from 12) || ' ' || version FROM intake_record")
                .query(String.class)
                .list());
    }

    /** What a round costs in which nothing is new. */
    private void idleRound() {
        long before = database.number("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
        Instant begun = Instant.now();
        LockSupport.parkNanos(30_000_000_000L);
        long wal = database.number("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn") - before;
        Figure.print(
                "log written in %d s of rounds without news".formatted(seconds(begun)),
                "%,d kB".formatted(wal / 1_000),
                "",
                "none: what is worked on meanwhile is in it");
    }

    private boolean conclude(boolean all) {
        Set<String> records = records();
        long rows = database.number("SELECT count(*) FROM intake_record");
        long jobs = database.number("SELECT count(*) FROM job");
        Set<String> invented = ConcurrentHashMap.newKeySet();
        invented.addAll(records);
        invented.removeAll(written);
        System.out.printf(
                "%d versions written, %d lie there; %d records, %d jobs; missed %d, invented %d%n",
                written.size(), present.size(), rows, jobs, missing().size(), invented.size());
        boolean clean = all && invented.isEmpty() && rows == records.size() && jobs == rows;
        System.out.println(clean ? "PASSED" : "FAILED (files kept in " + hub.home() + ")");
        return clean;
    }

    private static long seconds(Instant since) {
        return Duration.between(since, Instant.now()).toSeconds();
    }
}

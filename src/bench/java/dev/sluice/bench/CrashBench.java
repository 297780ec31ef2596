package dev.sluice.bench;

import dev.sluice.chaos.Dropper;
import dev.sluice.chaos.HubChecker;
import dev.sluice.chaos.HubProcess;
import dev.sluice.chaos.SampleDocument;
import dev.sluice.chaos.SampleDocuments;
import dev.sluice.chaos.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Drops documents into the running program while it is killed again and again, then compares what was dropped with what
 * became of it. Ends with a code other than 0 if anything was lost, doubled, invented or misreported.
 *
 * <p>Arguments, all optional: {@code kills=30 documents=2000 writers=4 seed=… jar=target/sluice.jar home=…}; without a
 * jar it runs from the class path.
 */
public final class CrashBench {
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(10);

    private final BenchArguments arguments;
    private final int kills;
    private final int documents;
    private final long seed;
    private final HubProcess hub;
    private final Dropper dropper;
    private final AtomicInteger killsDone = new AtomicInteger();
    private volatile boolean over;

    private CrashBench(BenchArguments arguments) throws IOException {
        this.arguments = arguments;
        this.kills = arguments.number("kills", 30);
        this.documents = arguments.number("documents", 2000);
        this.seed = arguments.number("seed", new Random().nextInt(1_000_000));
        Path parent = arguments.directory();
        List<String> options = new ArrayList<>(List.of("--sluice.artifact.grace=15s"));
        options.addAll(arguments.properties());
        this.hub = new HubProcess(parent.resolve("home"), arguments.program(), options);
        this.dropper = new Dropper(hub.inbox(), parent.resolve("staging"), Duration.ofMillis(250));
    }

    public static void main(String[] args) throws Exception {
        boolean clean;
        BenchArguments arguments = new BenchArguments(args);
        CrashBench bench = new CrashBench(arguments);
        try (HubProcess hub = bench.hub) {
            clean = bench.run();
        }
        System.exit(clean ? 0 : 1);
    }

    private boolean run() throws Exception {
        System.out.printf(
                "seed %d, %d kills, %d documents, home %s, load %.1f%n",
                seed, kills, documents, hub.home(), arguments.load());
        int writers = arguments.number("writers", 4);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<Void>> running = new ArrayList<>();
        Instant begun = Instant.now();
        Lives lives = new Lives(hub, new Random(seed));
        try {
            for (int writer = 0; writer < writers; writer++) {
                running.add(threads.submit(writer(writer, writers)));
            }
            lives.start();
            for (int kill = 0; kill < kills; kill++) {
                lives.killSomewhere();
                killsDone.incrementAndGet();
                lives.start();
            }
            lives.awaitUp();
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            over = true;
            threads.shutdown();
        }
        return conclude(lives, begun);
    }

    private boolean conclude(Lives lives, Instant begun) throws Exception {
        Instant lastDrop = Instant.now();
        boolean quiet = await(new HubChecker(hub.home())::isQuiet);
        // What attempts left behind that were lost in a crash is removed by a sweep of its own.
        Verdict verdict = new HubChecker(hub.home()).check(dropper.drops());
        Instant sweepsEnd = Instant.now().plus(Duration.ofSeconds(arguments.number("sweep", 120)));
        while (quiet && !verdict.unswept().isEmpty() && Instant.now().isBefore(sweepsEnd)) {
            LockSupport.parkNanos(1_000_000_000);
            verdict = new HubChecker(hub.home()).check(dropper.drops());
        }
        System.out.println(verdict);
        System.out.println(lives.report());
        System.out.printf(
                Locale.ROOT,
                "%d s in all, quiet %d s after the last drop, load %.1f%n",
                Duration.between(begun, Instant.now()).toSeconds(),
                Duration.between(lastDrop, Instant.now()).toSeconds(),
                arguments.load());
        if (!quiet) {
            System.out.println("VIOLATION: work was still under way after " + SETTLE_LIMIT);
        }
        boolean stopped = hub.stop(Duration.ofSeconds(60));
        boolean orphans = !await(() -> hub.processes().isEmpty(), Duration.ofSeconds(10));
        if (!stopped || orphans) {
            System.out.println("VIOLATION: after SIGTERM these still run: " + hub.processes());
        }
        boolean clean = quiet && verdict.isClean() && verdict.unswept().isEmpty() && stopped && !orphans;
        System.out.println(clean ? "PASSED" : "FAILED (seed " + seed + ", files kept in " + hub.home() + ")");
        return clean;
    }

    private Callable<Void> writer(int number, int writers) {
        Random random = new Random(seed * 31 + number);
        SampleDocuments samples = new SampleDocuments(random);
        return () -> {
            for (int i = number; i < documents && !over; i += writers) {
                // So many documents between two kills; the last before the last kill.
                while (i >= (long) documents * (killsDone.get() + 1) / Math.max(1, kills) && !over) {
                    LockSupport.parkNanos(5_000_000);
                }
                String id = "doc" + seed + "x" + i;
                SampleDocument document = samples.next(id);
                dropper.drop(document, id + document.ending(), random);
            }
            return null;
        };
    }

    private static boolean await(Callable<Boolean> condition) throws Exception {
        return await(condition, SETTLE_LIMIT);
    }

    private static boolean await(Callable<Boolean> condition, Duration limit) throws Exception {
        Instant end = Instant.now().plus(limit);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(100_000_000);
        }
        return true;
    }
}

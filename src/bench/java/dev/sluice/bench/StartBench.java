package dev.sluice.bench;

import dev.sluice.chaos.HubProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * How long the packaged program takes from its command until the health check answers 200, in a new home and in one that
 * it knows, what processor time its JVM needs for that, and how much memory it holds when it idles.
 *
 * <p>Arguments, all optional: {@code starts=5 idle=10 jar=target/sluice.jar home=…}; {@code idle} in seconds. Processor
 * time says more than the clock when the machine has other work. Reads {@code /proc}, so it needs Linux.
 */
public final class StartBench {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String TIME_LIMIT = "6 s";

    private final BenchArguments arguments;
    private final Path parent;
    private final Path jar;
    private final int idleSeconds;

    /** Until ready: by the clock, and of the processors. In the end: resident memory. */
    private record Start(double seconds, double processorSeconds, double megabytes) {}

    private StartBench(BenchArguments arguments) throws IOException {
        this.arguments = arguments;
        this.parent = arguments.directory();
        this.jar = Path.of(arguments.text("jar", "target/sluice.jar"));
        this.idleSeconds = arguments.number("idle", 10);
    }

    public static void main(String[] args) throws Exception {
        new StartBench(new BenchArguments(args)).run();
    }

    private void run() throws IOException, InterruptedException {
        Figure.printMachine(parent);
        List<Start> first = new ArrayList<>();
        List<Start> later = new ArrayList<>();
        int starts = arguments.number("starts", 5);
        for (int i = 0; i < starts; i++) {
            Path home = parent.resolve("start" + i).resolve("home");
            try (HubProcess hub = new HubProcess(home, HubProcess.ofJar(jar), arguments.properties())) {
                first.add(start(hub));
                later.add(start(hub));
            }
        }
        print("start in a new home", first);
        print("start in a known home", later);
        Figure.print(
                "memory of the idle hub, %d s after its start".formatted(idleSeconds),
                "%.0f MB, first %.0f MB".formatted(median(later, Start::megabytes), median(first, Start::megabytes)),
                "400 MB",
                "none");
    }

    private Start start(HubProcess hub) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        hub.start();
        while (!hub.isUp()) {
            if (!hub.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("it does not start; see " + hub.log());
            }
            LockSupport.parkNanos(20_000_000);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double processorSeconds = hub.processorTime().toNanos() / 1e9;
        LockSupport.parkNanos(Duration.ofSeconds(idleSeconds).toNanos());
        double megabytes = residentMegabytes(hub.pid());
        if (!hub.stop(Duration.ofMinutes(1))) {
            throw new IllegalStateException("it does not stop; see " + hub.log());
        }
        return new Start(seconds, processorSeconds, megabytes);
    }

    private static double residentMegabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no VmRSS of process " + pid);
    }

    private static void print(String what, List<Start> starts) {
        Figure.print(
                what,
                String.format(Locale.ROOT, "%.1f s (%s)", median(starts, Start::seconds), all(starts)),
                TIME_LIMIT,
                "none; processor %.1f s".formatted(median(starts, Start::processorSeconds)));
    }

    private static String all(List<Start> starts) {
        return String.join(
                " ",
                starts.stream()
                        .map(start -> String.format(Locale.ROOT, "%.1f", start.seconds()))
                        .toList());
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> value) {
        double[] sorted = starts.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}

package dev.sluice.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** How benchmarks print: the figure, its limit, its peer, and what the disk and the machine were like. */
final class Figure {
    private Figure() {}

    static void print(String what, String figure, String limit, String peer) {
        System.out.printf(Locale.ROOT, "%-58s %-22s limit %-18s peer %s%n", what, figure, limit, peer);
    }

    static void printMachine(Path directory) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "machine: %d cores, Java %s, load %.1f; an 8 KiB write to the disk takes %.0f µs (median)%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage(),
                diskWriteMicros(directory));
    }

    private static double diskWriteMicros(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "disk", null);
        long[] nanos = new long[200];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(8_192), 0);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1_000.0;
    }

    static String perSecond(long count, long nanos) {
        return String.format(Locale.ROOT, "%,.0f/s", count / (nanos / 1e9));
    }

    static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

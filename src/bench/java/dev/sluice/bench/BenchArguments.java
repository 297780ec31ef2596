package dev.sluice.bench;

import dev.sluice.chaos.HubProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments {@code name=value} of a bench, also from the system property {@code bench.arguments}, there with spaces
 * between them; those that begin with {@code --} go to the program.
 */
final class BenchArguments {
    private static final String HEAP = "-Xmx512m";

    private final Map<String, String> values = new HashMap<>();
    private final List<String> properties = new ArrayList<>();

    BenchArguments(String[] args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(System.getProperty("bench.arguments", "").strip().split("\\s+", -1)));
        all.removeIf(String::isEmpty);
        for (String arg : all) {
            int equals = arg.indexOf('=');
            if (arg.startsWith("--")) {
                properties.add(arg);
            } else if (equals > 0) {
                values.put(arg.substring(0, equals), arg.substring(equals + 1));
            } else {
                throw new IllegalArgumentException("an argument is name=value or --property=value, not " + arg);
            }
        }
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    List<String> properties() {
        return properties;
    }

    /**
     * The program: the jar that was named, else the class path; with the heap it is built for.
     *
     * @param more options of its Java
     */
    List<String> program(String... more) {
        String jar = values.get("jar");
        String[] options = Stream.concat(Stream.of(HEAP), Stream.of(more)).toArray(String[]::new);
        return jar == null ? HubProcess.ofClassPath(options) : HubProcess.ofJar(Path.of(jar), options);
    }

    /** A new directory, or the one that was named. */
    Path directory() throws IOException {
        @Nullable String home = values.get("home");
        return home == null ? Files.createTempDirectory("sluice-bench") : Files.createDirectories(Path.of(home));
    }

    /** The machine's load over the last minute. */
    double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}

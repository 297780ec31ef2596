package dev.sluice.bench;

import dev.sluice.chaos.HubProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the heap of each life of a program held just after its collections, from the log its Java writes of them. Before a
 * collection a heap holds whatever garbage it may, so that this is what can be compared.
 */
final class HeapLog {
    private static final String NAME = "heap-";
    /** {@code Pause Young (Normal) (G1 Evacuation Pause) 310M->84M(400M) 12.3ms}: a collection's kind, and MB after it. */
    private static final Pattern COLLECTION =
            Pattern.compile("Pause (Young|Full|Remark|Cleanup).* \\d+M->(\\d+)M\\(\\d+M\\)");

    private final Path directory;

    /** @param directory where the logs lie, one for each life */
    HeapLog(Path directory) {
        this.directory = directory;
    }

    /** The option with which a Java writes it. */
    String option() {
        return "-Xlog:gc:file=" + directory.resolve(NAME + "%p.log") + ":uptime:filecount=0";
    }

    /** The most that a collection left over, in MB, of each life in their order. */
    List<Integer> most() {
        List<Integer> most = new ArrayList<>();
        for (Path log : logs()) {
            most.add(afterCollections(log).stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0));
        }
        return most;
    }

    /** Prints the most of all lives beside its limit. */
    void print() {
        int most = most().stream().mapToInt(Integer::intValue).max().orElse(0);
        Figure.print("heap of the program after a collection, at most", most + " MB", "512 MB", "none");
    }

    /** What is alive now, in MB: after a whole collection, which is asked for. */
    int alive(HubProcess hub) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(hub.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!asked.waitFor(30, TimeUnit.SECONDS) || asked.exitValue() != 0) {
            throw new IOException("the program was not asked for a collection");
        }
        List<Integer> all = afterCollections(directory.resolve(NAME + hub.pid() + ".log"));
        return all.get(all.size() - 1);
    }

    private static List<Integer> afterCollections(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .map(found -> Integer.valueOf(found.group(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> logs() {
        Map<Path, Long> begun = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> String.valueOf(file.getFileName()).startsWith(NAME))
                    .forEach(file -> begun.put(file, file.toFile().lastModified()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return begun.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}

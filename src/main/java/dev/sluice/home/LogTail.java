package dev.sluice.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The last words of a server that did not start. */
final class LogTail {
    private static final int LINES = 6;

    private LogTail() {}

    /** The last lines of the logs in {@code directory} that were written to since {@code start}, as one line. */
    static String since(Instant start, Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> logs = Files.list(directory)) {
            for (Path log : logs.filter(file -> file.getFileName().toString().startsWith("postgres"))
                    .sorted()
                    .toList()) {
                if (!Files.getLastModifiedTime(log).toInstant().isBefore(start.minusSeconds(1))) {
                    lines.addAll(tail(new String(Files.readAllBytes(log), StandardCharsets.UTF_8)));
                }
            }
        }
        return String.join(" / ", lines);
    }

    /** The last lines of {@code text}, joined by slashes. */
    static String oneLine(String text) {
        return String.join(" / ", tail(text));
    }

    private static List<String> tail(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}

package dev.sluice.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes to {@code postmaster.pid} in its data directory, line by line: process id, data
 * directory, start time in seconds, port, and more (PostgreSQL source: {@code src/include/utils/pidfile.h}).
 *
 * @param port 0 if it was cut off before the fourth line
 */
record PostmasterFile(long pid, String dataDirectory, Instant startedAt, int port) {
    static final String NAME = "postmaster.pid";

    /** Reads the file; empty if there is none or if it was cut off before the third line. */
    static Optional<PostmasterFile> read(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(NAME);
        return Files.isRegularFile(file) ? parse(Files.readAllLines(file)) : Optional.empty();
    }

    static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.size() < 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(0).strip()),
                    lines.get(1),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
                    lines.size() < 4 ? 0 : Integer.parseInt(lines.get(3).strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

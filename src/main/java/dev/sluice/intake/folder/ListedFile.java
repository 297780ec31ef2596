package dev.sluice.intake.folder;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as one listing saw it.
 *
 * @param modifiedAt to the microsecond and within the years 1 to 9999, as the database keeps it
 * @param fileKey null where the file system has none, or where it is not known
 */
record ListedFile(
        String key,
        Path path,
        long size,
        Instant modifiedAt,
        @Nullable Object fileKey) {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    static ListedFile of(String key, Path path, BasicFileAttributes attributes) {
        return new ListedFile(
                key, path, attributes.size(), kept(attributes.lastModifiedTime().toInstant()), attributes.fileKey());
    }

    private static Instant kept(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether nothing that can be seen from outside has changed. */
    boolean sameAs(long otherSize, Instant otherTime, @Nullable Object otherFileKey) {
        return size == otherSize
                && modifiedAt.equals(otherTime)
                && (fileKey == null || otherFileKey == null || Objects.equals(fileKey, otherFileKey));
    }
}

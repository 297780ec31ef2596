package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentKey;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that nobody seems to be writing any more.
 *
 * @param sourceId the folder source it was found in
 * @param key its path below the folder, see {@link DocumentKey}
 * @param size in bytes
 * @param modifiedAt to the microsecond
 * @param fileKey the file system's own identity of it, where it has one
 * @param marker the marker that says it is complete, if its source asks for one
 */
public record StableFile(
        String sourceId,
        String key,
        Path path,
        long size,
        Instant modifiedAt,
        @Nullable Object fileKey,
        @Nullable Marker marker) {

    /**
     * A file beside another that says the other is complete.
     *
     * @param key its path below the folder
     * @param modifiedAt to the microsecond
     */
    public record Marker(String key, Instant modifiedAt) {}

    /** A file without a marker. */
    public StableFile(String sourceId, String key, Path path, long size, Instant modifiedAt, @Nullable Object fileKey) {
        this(sourceId, key, path, size, modifiedAt, fileKey, null);
    }
}

package dev.sluice.artifact;

import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.JobStep;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as engines get it.
 *
 * @param job the claim it is needed for
 * @param intakeId its intake record
 * @param name its file name, for people and for guessing its type; never a path
 * @param key what it is called at its source
 * @param sourceId the source it came from
 * @param size in bytes
 * @param sha256 of the bytes, lower-case hex
 * @param path where the bytes lie; never written to
 * @param mediaType the type that was declared where it came from, a hint; null for none
 * @param expand kinds of containers whose parts are to become documents, separated by commas; null for none
 * @param depth archives it lay in
 * @param opened whether what lies in it has been taken out
 */
public record SourceDocument(
        ClaimedJob job,
        UUID intakeId,
        String name,
        String key,
        String sourceId,
        long size,
        String sha256,
        Path path,
        @Nullable String mediaType,
        @Nullable String expand,
        int depth,
        boolean opened)
        implements JobStep {
    /** The same, now that what lies in it has been taken out. */
    public SourceDocument asOpened() {
        return new SourceDocument(job, intakeId, name, key, sourceId, size, sha256, path, mediaType, null, depth, true);
    }
}

package dev.sluice.api.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An earlier result that a job works on.
 *
 * @param id by which clients know it: the artifact of an extraction, the job of a split
 * @param extractionId the artifact of the extraction, which a split was made of
 * @param isSplit whether it is a split
 */
public record JobSource(UUID id, UUID extractionId, boolean isSplit) {
    /**
     * A source.
     *
     * @param artifactId the result
     * @param jobId the job that made it
     * @param splitOf if it is a split: the artifact of which
     */
    public static JobSource of(UUID artifactId, UUID jobId, @Nullable String splitOf) {
        return splitOf == null
                ? new JobSource(artifactId, artifactId, false)
                : new JobSource(jobId, UUID.fromString(splitOf), true);
    }
}

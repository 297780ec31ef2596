package dev.sluice.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended: never carries content. Exactly one of {@code artifactId} (may be null for an operation
 * without a result) and {@code failure} applies.
 *
 * @param job the claim it answers
 * @param artifactId the stored result of a completed attempt
 * @param failure why it failed; null when it completed
 */
public record Outcome(
        ClaimedJob job, @Nullable UUID artifactId, @Nullable Failure failure) {
    /** The attempt completed. */
    public static Outcome completed(ClaimedJob job, @Nullable UUID artifactId) {
        return new Outcome(job, artifactId, null);
    }

    /** The attempt failed. */
    public static Outcome failed(ClaimedJob job, Failure failure) {
        return new Outcome(job, null, failure);
    }
}

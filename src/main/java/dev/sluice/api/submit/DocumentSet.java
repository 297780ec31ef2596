package dev.sluice.api.submit;

import dev.sluice.artifact.s3.S3Prefix;
import dev.sluice.intake.ApiDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a batch.
 *
 * @param documents those that are known
 * @param more where to look for more, or null if these are all
 */
public record DocumentSet(
        List<ApiDocument> documents, @Nullable Rest more) {
    /**
     * What has not been listed yet.
     *
     * @param cursor the last key that was looked at, or null if none was
     */
    public record Rest(S3Prefix prefix, @Nullable String cursor) {}

    public DocumentSet {
        documents = List.copyOf(documents);
    }

    /** All there are. */
    public static DocumentSet of(List<ApiDocument> documents) {
        return new DocumentSet(documents, null);
    }
}

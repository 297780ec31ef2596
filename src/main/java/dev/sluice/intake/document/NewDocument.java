package dev.sluice.intake.document;

import dev.sluice.artifact.StoredContent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document that lies in no watched folder, about to be written down. Exactly one of {@code content} and {@code locator}
 * is set.
 *
 * @param id its intake record
 * @param jobId the job that works on it
 * @param sourceId where it comes from, such as {@code api:<batch id>}
 * @param key what it is called there
 * @param version what tells this state of it from others under the same key
 * @param name its file name, for people
 * @param content its bytes, already in the content store
 * @param locator where its job fetches it
 * @param size in bytes as far as it is known, else 0
 * @param mediaType as declared, a hint, or null
 * @param externalRef the client's own id, or null
 * @param output absolute path of the folder for results, or null for none
 * @param location where its results lie below the output, harmless; null: its name decides
 * @param modifiedAt as its source says, or null
 */
public record NewDocument(
        UUID id,
        UUID jobId,
        String tenantId,
        String sourceId,
        String key,
        String version,
        String name,
        @Nullable StoredContent content,
        @Nullable Locator locator,
        long size,
        @Nullable String mediaType,
        @Nullable String externalRef,
        @Nullable String output,
        @Nullable String location,
        @Nullable Instant modifiedAt) {
    public NewDocument {
        if ((content == null) == (locator == null)) {
            throw new IllegalArgumentException("a document is either here or elsewhere");
        }
    }
}

package dev.sluice.intake;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a watched folder is doing.
 *
 * @param lastPollAt when it was last listed
 * @param lastDocumentAt when a document was last accepted from it
 * @param backlog files that lie in it and have not been accepted yet
 * @param error what keeps it from being watched, in a sentence; null when all is well
 * @param errorSince since when
 */
public record SourceStatus(
        String sourceId,
        Path directory,
        @Nullable Instant lastPollAt,
        @Nullable Instant lastDocumentAt,
        int backlog,
        @Nullable String error,
        @Nullable Instant errorSince) {}

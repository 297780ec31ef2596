package dev.sluice.intake.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a watched source is doing.
 *
 * @param kind the template it is made from, such as {@code folder-source}
 * @param place what is watched: a path, an S3 prefix, a URL without its query
 * @param lastPollAt when it was last listed
 * @param lastDocumentAt when a document was last accepted from it
 * @param backlog documents that lie there and have not been accepted yet
 * @param error what keeps it from being watched, in a sentence; null when all is well
 * @param errorSince since when
 */
public record SourceStatus(
        String sourceId,
        String kind,
        String place,
        @Nullable Instant lastPollAt,
        @Nullable Instant lastDocumentAt,
        int backlog,
        @Nullable String error,
        @Nullable Instant errorSince) {}

package dev.sluice.intake.feed;

import org.jspecify.annotations.Nullable;

/**
 * A feed of a source: its own, or one that another names.
 *
 * @param depth 0 for its own
 * @param etag of what was read last, or null
 * @param lastModified the same
 */
record FeedPlace(
        String url,
        int depth,
        @Nullable String etag,
        @Nullable String lastModified) {}

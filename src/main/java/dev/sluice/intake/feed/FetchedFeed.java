package dev.sluice.intake.feed;

import org.jspecify.annotations.Nullable;

/**
 * What a feed's server answered.
 *
 * @param feed null: it has not changed since it was read last
 * @param etag to ask with the next time, as the server wrote it, or null
 * @param lastModified the same
 */
record FetchedFeed(
        @Nullable Feed feed,
        @Nullable String etag,
        @Nullable String lastModified) {}

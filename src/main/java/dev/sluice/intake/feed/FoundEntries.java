package dev.sluice.intake.feed;

import dev.sluice.intake.remote.RemoteDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handful of the entries of one feed, on its way to be accepted.
 *
 * @param round of the source
 * @param url of the feed; may hold a secret
 * @param documents what the source wants of it
 * @param read null as long as there is more of this feed
 */
public record FoundEntries(
        String sourceId,
        long round,
        String url,
        List<RemoteDocument> documents,
        @Nullable ReadFeed read) {
    public FoundEntries {
        documents = List.copyOf(documents);
    }

    /** Without the query of the URL, which may be a secret. */
    @Override
    public String toString() {
        return "%d entries of %s".formatted(documents.size(), FeedParameters.label(url));
    }
}

package dev.sluice.intake.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed that has been read to its end.
 *
 * @param depth 0 for the source's own
 * @param etag to ask with the next time, or null
 * @param lastModified the same
 * @param nested the feeds that it names
 */
record ReadFeed(int depth, @Nullable String etag, @Nullable String lastModified, List<String> nested) {
    public ReadFeed {
        nested = List.copyOf(nested);
    }
}

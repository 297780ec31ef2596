package dev.sluice.intake.feed;

import java.util.List;

/**
 * What a feed says.
 *
 * @param format what it turned out to be
 * @param entries the documents, in the feed's order, each id once
 * @param nested further feeds that it refers to, absolute: those of a sitemap index
 * @param skipped entries that name no document, one sentence each, for the first of them
 * @param skippedCount how many there are
 */
record Feed(Format format, List<FeedEntry> entries, List<String> nested, List<String> skipped, int skippedCount) {
    /** The kinds of feeds that are read. */
    public enum Format {
        /** RSS 0.9x, 1.0 and 2.0. */
        RSS,
        /** Atom (RFC 4287). */
        ATOM,
        /** JSON Feed 1.1 (jsonfeed.org). */
        JSON_FEED,
        /** Sitemap 0.9 (sitemaps.org), the list of pages. */
        SITEMAP,
        /** Sitemap 0.9, the list of sitemaps. */
        SITEMAP_INDEX,
        /** Comma, semicolon or tab separated values with a line of headers, one of them naming the URL. */
        CSV,
        /** One URL in each line; lines that begin with {@code #} are comments. */
        LIST
    }

    public Feed {
        entries = List.copyOf(entries);
        nested = List.copyOf(nested);
        skipped = List.copyOf(skipped);
    }
}

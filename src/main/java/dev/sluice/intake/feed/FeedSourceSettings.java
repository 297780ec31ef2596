package dev.sluice.intake.feed;

import dev.sluice.intake.source.Glob;
import dev.sluice.intake.source.SourceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one feed is watched.
 *
 * @param source what it has in common with other sources
 * @param url where it lies
 * @param formats those it may have; empty: any
 * @param headersFile a file of headers that are sent along to its origin, one {@code Name: value} in each line; null for none
 * @param include an entry counts if one of these matches the URL of its document, without query, or the end of it
 * @param exclude … unless one of these does
 * @param maxEntries how many of one feed are taken at most
 */
record FeedSourceSettings(
        SourceSettings source,
        String url,
        Set<Feed.Format> formats,
        @Nullable Path headersFile,
        List<Glob> include,
        List<Glob> exclude,
        int maxEntries) {

    String sourceId() {
        return source.sourceId();
    }

    boolean wants(FeedEntry entry) {
        String address = entry.url().replaceFirst("[?#](?s:.*)$", "");
        return include.stream().anyMatch(glob -> matches(glob, address, entry.title()))
                && exclude.stream().noneMatch(glob -> matches(glob, address, entry.title()));
    }

    private static boolean matches(Glob glob, String address, String title) {
        return glob.matches(address) || (!title.isEmpty() && glob.matches(title));
    }

    /** Changes when other entries would count: then the feed is read anew although it has not changed. */
    String hash() {
        List<String> deciding = List.of(
                url,
                formats.stream().map(Enum::name).sorted().toList().toString(),
                include.stream().map(Glob::text).toList().toString(),
                exclude.stream().map(Glob::text).toList().toString());
        return Integer.toHexString(Objects.hash(deciding, maxEntries));
    }
}

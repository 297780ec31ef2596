package dev.sluice.intake.feed;

import dev.sluice.batch.SluiceException;
import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceParameters;
import dev.sluice.security.egress.EgressClient;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of {@code feed-source}, without asking anybody. */
final class FeedParameters {
    private static final Set<String> NAMES = Set.of("url", "format", "headersFile", "include", "exclude", "maxEntries");
    private static final Map<String, Set<Feed.Format>> FORMATS = Map.of(
            "auto", EnumSet.noneOf(Feed.Format.class),
            "rss", EnumSet.of(Feed.Format.RSS),
            "atom", EnumSet.of(Feed.Format.ATOM),
            "json", EnumSet.of(Feed.Format.JSON_FEED),
            "sitemap", EnumSet.of(Feed.Format.SITEMAP, Feed.Format.SITEMAP_INDEX),
            "csv", EnumSet.of(Feed.Format.CSV),
            "list", EnumSet.of(Feed.Format.LIST));
    private static final int MAX_ENTRIES = 10_000;

    private final SourceDefaults defaults;

    FeedParameters(SourceDefaults defaults) {
        this.defaults = defaults;
    }

    /** @throws dev.sluice.intake.source.SourceSettingsException naming everything that is wrong */
    FeedSourceSettings read(Map<String, String> given) {
        SourceParameters parameters = new SourceParameters("a feed source", NAMES, given);
        FeedSourceSettings settings = new FeedSourceSettings(
                parameters.common(defaults),
                url(parameters),
                formats(parameters),
                headersFile(parameters),
                parameters.globs("include", "**"),
                parameters.globs("exclude", ""),
                parameters.number("maxEntries", MAX_ENTRIES, 1, FeedReader.MAX_ENTRIES));
        parameters.requireCorrect();
        return settings;
    }

    private static String url(SourceParameters parameters) {
        String text = parameters.text("url");
        if (text == null) {
            parameters.mistake(
                    "The parameter url is missing: where the feed lies, such as https://example.com/feed.xml.");
            return "";
        }
        try {
            return EgressClient.canonical(text);
        } catch (SluiceException e) {
            parameters.mistake("url is \"%s\"; it is a plain http or https address, without user name or fragment."
                    .formatted(label(text)));
            return "";
        }
    }

    private static Set<Feed.Format> formats(SourceParameters parameters) {
        String text = parameters.text("format");
        Set<Feed.Format> formats = FORMATS.get(text == null ? "auto" : text);
        if (formats == null) {
            parameters.mistake("format is \"%s\"; it is one of %s."
                    .formatted(
                            text,
                            String.join(", ", FORMATS.keySet().stream().sorted().toList())));
            return Set.of();
        }
        return formats;
    }

    private static @Nullable Path headersFile(SourceParameters parameters) {
        String text = parameters.text("headersFile");
        try {
            return text == null ? null : Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            parameters.mistake("headersFile is \"%s\", which is not a path this system can name.".formatted(text));
            return null;
        }
    }

    /** The word of a format, as in {@code format}. */
    static String word(Feed.Format format) {
        return FORMATS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(format))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The address for logs and people: without a query, which may be a secret. */
    static String label(String url) {
        return url.replaceFirst("[?#](?s:.*)$", "");
    }
}

package dev.sluice.intake.feed;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Feeds of lines: CSV with a line of headers, or plainly one URL in each line. */
final class LineFeeds {
    private static final List<String> URL = List.of("url", "link", "href", "location", "address");
    private static final List<String> ID = List.of("id", "guid", "key", "identifier");
    private static final List<String> VERSION =
            List.of("version", "etag", "updated", "modified", "last_modified", "lastmod", "date");
    private static final List<String> TITLE = List.of("title", "name", "filename", "file_name");

    private static final Pattern WHOLE = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    private LineFeeds() {}

    static Feed read(String text, EntryCollector entries) throws FeedException {
        String first = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        Character delimiter = delimiterOfHeaders(first);
        return delimiter == null ? list(text, entries) : csv(text, delimiter, entries);
    }

    /** Null if the line is no line of headers with a URL among them. */
    private static @Nullable Character delimiterOfHeaders(String line) {
        for (char delimiter : new char[] {',', ';', '\t'}) {
            for (String header : line.split(String.valueOf(delimiter), -1)) {
                if (URL.contains(plain(header))) {
                    return delimiter;
                }
            }
        }
        return null;
    }

    private static Feed csv(String text, char delimiter, EntryCollector entries) throws FeedException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setCommentMarker('#')
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            Map<String, Integer> columns = Map.of();
            for (CSVRecord line : parser) {
                if (columns.isEmpty()) {
                    columns = columns(line);
                } else {
                    entries.add(
                            value(line, columns, ID),
                            value(line, columns, URL),
                            value(line, columns, VERSION),
                            value(line, columns, TITLE));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new FeedException("The feed is broken CSV: %s.".formatted(e.getMessage()), e);
        }
        return entries.feed(Feed.Format.CSV);
    }

    private static Map<String, Integer> columns(CSVRecord headers) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            columns.putIfAbsent(plain(headers.get(i)), i);
        }
        return columns;
    }

    private static @Nullable String value(CSVRecord line, Map<String, Integer> columns, List<String> names) {
        for (String name : names) {
            Integer column = columns.get(name);
            if (column != null) {
                return column < line.size() ? line.get(column) : null;
            }
        }
        return null;
    }

    private static String plain(String header) {
        return header.strip().replace("\"", "").replaceAll("[ -]", "_").toLowerCase(Locale.ROOT);
    }

    private static Feed list(String text, EntryCollector entries) throws FeedException {
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                // Any word could be a relative link; in a list only a whole address is one.
                boolean whole = WHOLE.matcher(line.strip()).lookingAt();
                entries.add(null, whole ? line : null, null, line);
            }
        }
        Feed feed = entries.feed(Feed.Format.LIST);
        if (feed.entries().isEmpty()) {
            throw new FeedException(
                    "This is no feed: neither RSS, Atom, a JSON feed, a sitemap, CSV with a column \"url\", nor a list of URLs.",
                    null);
        }
        return feed;
    }
}

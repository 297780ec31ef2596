package dev.sluice.intake.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the entries of one feed: resolves their links, keeps each id once, notes what names no document. */
final class EntryCollector {
    private static final int MOST_SKIPPED = 20;

    private final URI base;
    private final int most;
    private final Map<String, FeedEntry> entries = new LinkedHashMap<>();
    private final List<String> nested = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int skippedCount;

    EntryCollector(URI base, int most) {
        this.base = base;
        this.most = most;
    }

    void add(@Nullable String id, @Nullable String link, @Nullable String version, @Nullable String title)
            throws FeedException {
        String url = resolve(text(link));
        if (url == null) {
            String name = text(id).isEmpty() ? text(title) : text(id);
            skip("The entry \"%s\" has %s.".formatted(shortened(name), noUsableLink(text(link))));
            return;
        }
        String key = text(id).isEmpty() ? url : text(id);
        entries.putIfAbsent(key, new FeedEntry(key, url, text(version), text(title)));
        limit(entries.size());
    }

    void addNested(@Nullable String link) throws FeedException {
        String url = resolve(text(link));
        if (url == null) {
            skip("A nested sitemap has %s.".formatted(noUsableLink(text(link))));
            return;
        }
        nested.add(url);
        limit(nested.size());
    }

    private void limit(int size) throws FeedException {
        if (size > most) {
            throw new FeedException("The feed has more than %,d entries; split it.".formatted(most), null);
        }
    }

    private void skip(String why) {
        skippedCount++;
        if (skipped.size() < MOST_SKIPPED) {
            skipped.add(why);
        }
    }

    private static String noUsableLink(String link) {
        return link.isEmpty()
                ? "no link"
                : "the link \"%s\", which is no http or https address".formatted(shortened(link));
    }

    /** Absolute, and http or https; null for anything else. */
    private @Nullable String resolve(String link) {
        if (link.isEmpty()) {
            return null;
        }
        try {
            URI url = base.resolve(new URI(link.replace(" ", "%20")));
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean web = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
            return web ? withoutFragment(url).toString() : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static URI withoutFragment(URI url) throws URISyntaxException {
        String text = url.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? url : new URI(text.substring(0, fragment));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    Feed feed(Feed.Format format) {
        return new Feed(format, List.copyOf(entries.values()), nested, skipped, skippedCount);
    }
}

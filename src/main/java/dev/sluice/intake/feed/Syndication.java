package dev.sluice.intake.feed;

import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.SyndFeedInput;
import java.io.ByteArrayInputStream;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/** RSS and Atom, read by ROME. */
final class Syndication {
    private Syndication() {}

    static Feed read(byte[] bytes, EntryCollector entries, Feed.Format format) throws FeedException {
        SyndFeedInput input = new SyndFeedInput();
        input.setAllowDoctypes(false);
        try {
            for (SyndEntry entry : input.build(new InputSource(new ByteArrayInputStream(bytes)))
                    .getEntries()) {
                add(entry, entries);
            }
        } catch (com.rometools.rome.io.FeedException | IllegalArgumentException e) {
            throw new FeedException("The feed is broken: %s.".formatted(e.getMessage()), e);
        }
        return entries.feed(format);
    }

    /** An enclosure is the document; without one it is the page that the entry links to. */
    private static void add(SyndEntry entry, EntryCollector entries) throws FeedException {
        Date date = entry.getUpdatedDate() == null ? entry.getPublishedDate() : entry.getUpdatedDate();
        String version = date == null ? null : date.toInstant().toString();
        List<SyndEnclosure> enclosures = entry.getEnclosures();
        if (enclosures.isEmpty()) {
            entries.add(entry.getUri(), link(entry), version, entry.getTitle());
            return;
        }
        for (int i = 0; i < enclosures.size(); i++) {
            String id = entry.getUri() == null || i == 0 ? entry.getUri() : entry.getUri() + "#" + (i + 1);
            entries.add(id, enclosures.get(i).getUrl(), version, entry.getTitle());
        }
    }

    private static @Nullable String link(SyndEntry entry) {
        if (entry.getLink() != null) {
            return entry.getLink();
        }
        return entry.getLinks().stream().map(SyndLink::getHref).findFirst().orElse(null);
    }
}

package dev.sluice.intake.feed;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Sitemaps and their indexes (sitemaps.org, protocol 0.9). */
final class Sitemap {
    private Sitemap() {}

    static Feed read(XMLStreamReader xml, EntryCollector entries, Feed.Format format)
            throws XMLStreamException, FeedException {
        boolean index = format == Feed.Format.SITEMAP_INDEX;
        String item = index ? "sitemap" : "url";
        String loc = null;
        String lastmod = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                // Extensions for images and videos have a loc of their own, in another namespace.
                if (isOwn(xml) && xml.getLocalName().equals("loc")) {
                    loc = xml.getElementText();
                } else if (isOwn(xml) && xml.getLocalName().equals("lastmod")) {
                    lastmod = xml.getElementText();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals(item)) {
                add(entries, index, loc, lastmod);
                loc = null;
                lastmod = null;
            }
        }
        return entries.feed(format);
    }

    private static boolean isOwn(XMLStreamReader xml) {
        String namespace = xml.getNamespaceURI();
        return namespace == null || namespace.isEmpty() || namespace.contains("/schemas/sitemap/");
    }

    private static void add(EntryCollector entries, boolean index, @Nullable String loc, @Nullable String lastmod)
            throws FeedException {
        if (index) {
            entries.addNested(loc);
        } else {
            entries.add(null, loc, lastmod, null);
        }
    }
}

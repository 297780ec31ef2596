package dev.sluice.intake.feed;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Feeds in XML; the root element says which kind it is. */
final class XmlFeeds {
    private XmlFeeds() {}

    static Feed read(byte[] bytes, EntryCollector entries) throws FeedException {
        if (isHtml(bytes)) {
            throw webPage();
        }
        try {
            String root = root(bytes);
            return switch (root) {
                case "urlset" -> Sitemap.read(reader(bytes), entries, Feed.Format.SITEMAP);
                case "sitemapindex" -> Sitemap.read(reader(bytes), entries, Feed.Format.SITEMAP_INDEX);
                case "rss", "RDF" -> Syndication.read(bytes, entries, Feed.Format.RSS);
                case "feed" -> Syndication.read(bytes, entries, Feed.Format.ATOM);
                case "html", "HTML" -> throw webPage();
                default ->
                    throw new FeedException(
                            "The root element is <%s>; a feed's is rss, feed, urlset or sitemapindex.".formatted(root),
                            null);
            };
        } catch (XMLStreamException e) {
            throw new FeedException("The feed is broken XML: %s".formatted(where(e)), e);
        }
    }

    private static String root(byte[] bytes) throws XMLStreamException, FeedException {
        XMLStreamReader xml = reader(bytes);
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT:
                    return xml.getLocalName();
                case XMLStreamConstants.DTD:
                    throw new FeedException("The feed has a DOCTYPE, which is refused.", null);
                default:
                    break;
            }
        }
        throw new FeedException("The feed has no root element.", null);
    }

    private static FeedException webPage() {
        return new FeedException(
                "What came is a web page, not a feed; the address of a feed often ends in .xml or .json.", null);
    }

    private static boolean isHtml(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 200), java.nio.charset.StandardCharsets.ISO_8859_1);
        return start.toLowerCase(java.util.Locale.ROOT).contains("<!doctype html");
    }

    private static XMLStreamReader reader(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    private static String where(XMLStreamException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return message.length() > 300 ? message.substring(0, 300) + "…" : message;
    }
}

package dev.sluice.engine.extract.text;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Any XML: a nested list of its elements, each with its attributes and text. Nothing outside the file is read. */
public final class XmlExtractor implements Extractor {
    private static final int DEEPEST_INDENT = 8;

    @Override
    public boolean reads(String mediaType) {
        return mediaType.equals("application/xml") || mediaType.equals("text/xml") || mediaType.endsWith("+xml");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        try (InputStream in = Files.newInputStream(document)) {
            Charset charset = TextFile.charsetOf(document);
            InputSource source = new InputSource(in);
            if (charset.name().startsWith("UTF-16")) {
                // The declaration is often a left-over of another encoding.
                source = new InputSource(TextFile.open(document));
            }
            parser().parse(source, new Elements(sink));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e);
        }
    }

    private static SAXParser parser() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        SAXParser parser = factory.newSAXParser();
        parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return parser;
    }

    private static final class Elements extends DefaultHandler {
        private final DocumentSink sink;
        private final Deque<String> open = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private String label = "";

        Elements(DocumentSink sink) {
            this.sink = sink;
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) {
            flush();
            open.push(localName);
            StringBuilder all = new StringBuilder(localName);
            for (int i = 0; i < attributes.getLength(); i++) {
                all.append(i == 0 ? " (" : ", ")
                        .append(attributes.getLocalName(i))
                        .append(": ")
                        .append(attributes.getValue(i));
            }
            label = all.append(attributes.getLength() > 0 ? ")" : "").toString();
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            text.append(characters, start, length);
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            flush();
            open.pop();
        }

        private void flush() {
            String content = Texts.oneLine(text.toString());
            text.setLength(0);
            if (label.isEmpty() && content.isEmpty()) {
                return;
            }
            String line = content.isEmpty() || label.isEmpty() ? label + content : label + ": " + content;
            int depth = Math.min(DEEPEST_INDENT, Math.max(0, open.size() - 1));
            sink.add(Block.listItem(depth, "-", line, 0, null));
            label = "";
        }
    }
}

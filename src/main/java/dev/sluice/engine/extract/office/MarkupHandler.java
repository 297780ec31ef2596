package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.DocumentSink;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Feeds Tika's XHTML events to the blocks; with {@code paged} each {@code div} of class page begins a page. */
final class MarkupHandler extends DefaultHandler {
    private final DocumentSink sink;
    private final MarkupBlocks blocks;
    private final boolean paged;

    MarkupHandler(DocumentSink sink, boolean paged) {
        this.sink = sink;
        this.blocks = new MarkupBlocks(sink);
        this.paged = paged;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        if (paged && localName.equals("div") && "page".equals(attributes.getValue("class"))) {
            blocks.nextPage();
            sink.pageCount(blocks.pages());
        }
        blocks.start(localName, span(attributes.getValue("colspan")), span(attributes.getValue("rowspan")));
    }

    private static int span(@Nullable String value) {
        try {
            return value == null ? 1 : Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        blocks.end(localName);
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        blocks.text(new String(characters, start, length));
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) {
        blocks.text(new String(characters, start, length));
    }

    void finish() {
        blocks.flush();
    }
}

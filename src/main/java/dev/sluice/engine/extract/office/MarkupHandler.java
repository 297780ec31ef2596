package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.DocumentSink;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Feeds Tika's XHTML events to the blocks; with {@code sheets} each {@code h1}, which names a sheet, begins a page. */
final class MarkupHandler extends DefaultHandler {
    private final DocumentSink sink;
    private final MarkupBlocks blocks;
    private final boolean sheets;

    MarkupHandler(DocumentSink sink, boolean sheets) {
        this.sink = sink;
        this.blocks = new MarkupBlocks(sink, !sheets);
        this.sheets = sheets;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        if (sheets && localName.equals("h1")) {
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

package dev.sluice.engine.extract;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** Writes blocks as XML: one element for each, named as its type, with the attributes they have in the JSON. */
final class XmlWriter {
    private final Writer out;

    XmlWriter(Writer out) {
        this.out = out;
    }

    void write(List<Block> blocks, DocumentSink sink) throws IOException {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document>\n");
        int tables = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            String name = block.type().word();
            out.append('<').append(name);
            attribute("id", BlockIds.block(i));
            if (block.page() > 0) {
                attribute("page", Integer.toString(block.page()));
            }
            if (block.type() == BlockType.HEADING || block.type() == BlockType.LIST_ITEM) {
                attribute("level", Integer.toString(block.level()));
            }
            if (block.reference() != null) {
                attribute(block.type() == BlockType.FIGURE ? "figure" : "range", block.reference());
            }
            double[] corners = sink.corners(block.page(), block.box());
            if (corners.length > 0) {
                attribute("box", join(corners));
            }
            if (block.table() == null) {
                out.append('>').append(escape(block.text()));
            } else {
                attribute("table", BlockIds.table(tables++));
                out.append(">\n");
                rows(block.table());
            }
            out.append("</").append(name).append(">\n");
        }
        out.append("</document>\n");
    }

    private void rows(Table table) throws IOException {
        for (Table.Row row : table.rows()) {
            out.append("<row>");
            for (Table.Cell cell : row.cells()) {
                out.append("<cell");
                attribute("column", Integer.toString(cell.column()));
                if (cell.columnSpan() > 1) {
                    attribute("columnSpan", Integer.toString(cell.columnSpan()));
                }
                if (cell.rowSpan() > 1) {
                    attribute("rowSpan", Integer.toString(cell.rowSpan()));
                }
                out.append('>').append(escape(cell.text())).append("</cell>");
            }
            out.append("</row>\n");
        }
    }

    private static String join(double[] numbers) {
        StringBuilder joined = new StringBuilder();
        for (double number : numbers) {
            joined.append(joined.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.5f", number));
        }
        return joined.toString();
    }

    private void attribute(String name, String value) throws IOException {
        out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    private static String escape(String text) {
        return HtmlWriter.escape(text);
    }
}

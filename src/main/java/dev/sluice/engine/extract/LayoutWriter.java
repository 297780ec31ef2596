package dev.sluice.engine.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code layout.json.gz}: once, all that later operations need of a document. Pages are written as they are
 * read, so a long document is never in memory whole. The form is described in decision 0004.
 */
final class LayoutWriter implements AutoCloseable {
    private final JsonGenerator json;

    LayoutWriter(OutputStream out, long limit) throws IOException {
        json = new JsonFactory().createGenerator(PartWriter.limited(new FastGzip(out), limit));
        json.writeStartObject();
        json.writeNumberField("version", 1);
        json.writeArrayFieldStart("pages");
    }

    void page(Page page) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", page.number());
        number("width", page.width());
        number("height", page.height());
        json.writeNumberField("rotation", page.rotation());
        json.writeStringField("source", page.source());
        Map<Style, Integer> styles = styles(page.words());
        json.writeArrayFieldStart("styles");
        for (Style style : styles.keySet()) {
            json.writeStartArray();
            number(style.size());
            json.writeNumber(style.weight());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("words");
        for (Word word : page.words()) {
            word(word, styles);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rules");
        for (Rule rule : page.rules()) {
            json.writeStartArray();
            number(rule.x0());
            number(rule.y0());
            number(rule.x1());
            number(rule.y1());
            number(rule.thickness());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A low level: the layout is written for every document, and read for few. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(3);
        }
    }

    private record Style(float size, int weight) {
        static Style of(Word word) {
            return new Style(Math.round(word.size() * 10) / 10f, word.weight());
        }
    }

    private static Map<Style, Integer> styles(List<Word> words) {
        Map<Style, Integer> styles = new LinkedHashMap<>();
        for (Word word : words) {
            styles.putIfAbsent(Style.of(word), styles.size());
        }
        return styles;
    }

    private void word(Word word, Map<Style, Integer> styles) throws IOException {
        json.writeStartArray();
        json.writeString(word.text());
        number(word.box().x0());
        number(word.box().y0());
        number(word.box().x1());
        number(word.box().y1());
        json.writeNumber(styles.getOrDefault(Style.of(word), 0));
        if (word.confidence() < 1) {
            number(word.confidence());
        }
        json.writeEndArray();
    }

    /** Ends the file: blocks, and the tables they refer to. */
    void finish(List<Block> blocks) throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("blocks");
        int tables = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            json.writeStartObject();
            json.writeStringField("id", BlockIds.block(i));
            json.writeStringField("type", block.type().word());
            json.writeNumberField("page", block.page());
            if (block.type() == BlockType.HEADING || block.type() == BlockType.LIST_ITEM) {
                json.writeNumberField("level", block.level());
            }
            if (!block.marker().isEmpty()) {
                json.writeStringField("marker", block.marker());
            }
            if (block.table() == null) {
                json.writeStringField("text", block.text());
            } else {
                json.writeStringField("table", BlockIds.table(tables++));
            }
            if (block.reference() != null) {
                json.writeStringField("reference", block.reference());
            }
            box(block.box());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tables");
        tables = 0;
        for (Block block : blocks) {
            if (block.table() != null) {
                table(BlockIds.table(tables++), block, block.table());
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void table(String id, Block block, Table table) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeNumberField("page", block.page());
        json.writeStringField("method", table.method());
        if (table.headerRows() >= 0) {
            json.writeNumberField("headerRows", table.headerRows());
        }
        box(block.box());
        json.writeArrayFieldStart("rows");
        for (Table.Row row : table.rows()) {
            json.writeStartArray();
            for (Table.Cell cell : row.cells()) {
                json.writeStartObject();
                json.writeNumberField("column", cell.column());
                if (cell.columnSpan() > 1) {
                    json.writeNumberField("columnSpan", cell.columnSpan());
                }
                if (cell.rowSpan() > 1) {
                    json.writeNumberField("rowSpan", cell.rowSpan());
                }
                json.writeStringField("text", cell.text());
                box(cell.box());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void box(@Nullable Box box) throws IOException {
        if (box != null) {
            json.writeArrayFieldStart("box");
            number(box.x0());
            number(box.y0());
            number(box.x1());
            number(box.y1());
            json.writeEndArray();
        }
    }

    private void number(String name, double value) throws IOException {
        json.writeFieldName(name);
        number(value);
    }

    /** Two decimals: a hundredth of a point is finer than any printer. */
    private void number(double value) throws IOException {
        double rounded = Math.round(value * 100) / 100.0;
        if (rounded == Math.rint(rounded)) {
            json.writeNumber((long) rounded);
        } else {
            json.writeNumber(rounded);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

package dev.sluice.engine.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code layout.json.gz} back; the counterpart of {@link LayoutWriter}. */
public final class LayoutReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser json;
    private final List<Page> pages = new ArrayList<>();
    private final List<RawBlock> blocks = new ArrayList<>();
    private final Map<String, Table> tables = new HashMap<>();

    private LayoutReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The layout in that file.
     *
     * @throws IOException when it cannot be read or is no layout
     */
    public static Layout read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
                JsonParser json = JSON.createParser(in)) {
            return new LayoutReader(json).layout();
        }
    }

    private Layout layout() throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "pages" -> each(() -> pages.add(page()));
                case "blocks" -> each(() -> blocks.add(block()));
                case "tables" -> each(this::table);
                default -> json.skipChildren();
            }
        }
        List<Block> complete = new ArrayList<>(blocks.size());
        for (RawBlock raw : blocks) {
            complete.add(raw.with(raw.table == null ? null : tables.get(raw.table)));
        }
        return new Layout(pages, complete);
    }

    private Page page() throws IOException {
        int number = 0;
        double width = 0;
        double height = 0;
        int rotation = 0;
        String source = "";
        List<double[]> styles = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "number" -> number = json.getIntValue();
                case "width" -> width = json.getDoubleValue();
                case "height" -> height = json.getDoubleValue();
                case "rotation" -> rotation = json.getIntValue();
                case "source" -> source = json.getText();
                case "styles" -> each(() -> styles.add(numbers()));
                case "words" -> each(() -> words.add(word(styles)));
                case "rules" ->
                    each(() -> {
                        double[] rule = numbers();
                        rules.add(new Rule(rule[0], rule[1], rule[2], rule[3], rule[4]));
                    });
                default -> json.skipChildren();
            }
        }
        return new Page(number, width, height, rotation, source, words, rules);
    }

    /** The baseline is not kept: the lower edge of the box stands for it. */
    private Word word(List<double[]> styles) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY);
        json.nextToken();
        String text = json.getText();
        double[] rest = new double[6];
        rest[5] = 1;
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            rest[count++] = json.getDoubleValue();
        }
        double[] style = styles.get((int) rest[4]);
        Box box = new Box(rest[0], rest[1], rest[2], rest[3]);
        return new Word(text, box, box.y1(), (float) style[0], (int) style[1], (float) rest[5]);
    }

    private RawBlock block() throws IOException {
        RawBlock block = new RawBlock();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "type" -> block.type = BlockType.valueOf(json.getText().toUpperCase(Locale.ROOT));
                case "page" -> block.page = json.getIntValue();
                case "level" -> block.level = json.getIntValue();
                case "marker" -> block.marker = json.getText();
                case "text" -> block.text = json.getText();
                case "table" -> block.table = json.getText();
                case "reference" -> block.reference = json.getText();
                case "box" -> block.box = box();
                default -> json.skipChildren();
            }
        }
        return block;
    }

    private void table() throws IOException {
        String id = "";
        String method = "";
        int headerRows = -1;
        List<Table.Row> rows = new ArrayList<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getText();
                case "method" -> method = json.getText();
                case "headerRows" -> headerRows = json.getIntValue();
                case "rows" ->
                    each(() -> {
                        List<Table.Cell> cells = new ArrayList<>();
                        each(() -> cells.add(cell()));
                        rows.add(new Table.Row(cells));
                    });
                default -> json.skipChildren();
            }
        }
        tables.put(id, new Table(rows, method, headerRows));
    }

    private Table.Cell cell() throws IOException {
        String text = "";
        int column = 0;
        int columnSpan = 1;
        int rowSpan = 1;
        Box box = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "text" -> text = json.getText();
                case "column" -> column = json.getIntValue();
                case "columnSpan" -> columnSpan = json.getIntValue();
                case "rowSpan" -> rowSpan = json.getIntValue();
                case "box" -> box = box();
                default -> json.skipChildren();
            }
        }
        return new Table.Cell(text, column, columnSpan, rowSpan, box);
    }

    private Box box() throws IOException {
        double[] numbers = numbers();
        return new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private double[] numbers() throws IOException {
        double[] numbers = new double[5];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers[count++] = json.getDoubleValue();
        }
        return numbers;
    }

    private interface Item {
        void read() throws IOException;
    }

    private void each(Item item) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            item.read();
        }
    }

    private void expect(boolean asWritten) throws IOException {
        if (!asWritten) {
            throw new IOException("Not a layout: unexpected " + json.currentToken() + " at " + json.currentLocation());
        }
    }

    /** A block whose table has not been read yet: tables stand behind the blocks. */
    private static final class RawBlock {
        private BlockType type = BlockType.PARAGRAPH;
        private int page;
        private int level;
        private String marker = "";
        private String text = "";
        private @Nullable String table;
        private @Nullable String reference;
        private @Nullable Box box;

        Block with(@Nullable Table found) {
            return new Block(type, page, level, marker, text, box, found, reference, null);
        }
    }
}

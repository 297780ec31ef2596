package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.api.pulse.answer.OwnJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The member {@code bounding_boxes.Tables}: copied cell by cell from the stored layout, which may be large. */
final class TableBoxes {
    private record Size(double width, double height) {}

    private final Map<Integer, Size> pages = new HashMap<>();
    private final JsonGenerator json;
    private final Sheets sheets;

    TableBoxes(JsonGenerator json, Sheets sheets) {
        this.json = json;
        this.sheets = sheets;
    }

    /** Writes the array of tables. */
    void write(Path layout) throws IOException {
        json.writeArrayFieldStart("Tables");
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(layout), 1 << 16));
                JsonParser parser = OwnJson.FACTORY.createParser(in)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_ARRAY && name.equals("pages")) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        page(parser);
                    }
                } else if (token == JsonToken.START_ARRAY && name.equals("tables")) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        table(parser);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        json.writeEndArray();
    }

    private void page(JsonParser parser) throws IOException {
        int number = 0;
        double width = 0;
        double height = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "number" -> number = parser.getIntValue();
                case "width" -> width = parser.getDoubleValue();
                case "height" -> height = parser.getDoubleValue();
                default -> parser.skipChildren();
            }
        }
        pages.put(number, new Size(width, height));
    }

    /** In the layout the cells come last, so the table's own facts are known when they are copied. */
    private void table(JsonParser parser) throws IOException {
        String id = "";
        String method = "";
        int page = 0;
        List<Double> box = List.of();
        int rows = 0;
        int columns = 0;
        json.writeStartObject();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = parser.getText();
                case "page" -> page = parser.getIntValue();
                case "method" -> method = parser.getText();
                case "box" -> box = numbers(parser);
                case "rows" -> {
                    json.writeArrayFieldStart("cell_data");
                    for (; parser.nextToken() != JsonToken.END_ARRAY; rows++) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            columns = Math.max(columns, cell(parser, rows, page));
                        }
                    }
                    json.writeEndArray();
                }
                default -> parser.skipChildren();
            }
        }
        json.writeObjectFieldStart("table_info");
        json.writeStringField("id", BoundingBoxes.tableId(id));
        json.writeArrayFieldStart("dimensions");
        json.writeNumber(rows);
        json.writeNumber(columns);
        json.writeEndArray();
        sheets.writeOfTable(id, json);
        json.writeStringField("layout_type", method);
        json.writeObjectFieldStart("location");
        json.writeNumberField("page", Math.max(1, page));
        corners("coordinates", box, page);
        json.writeEndObject();
        json.writeEndObject();
        json.writeNumberField("page_number", Math.max(1, page));
        corners("bounding_box", box, page);
        json.writeEndObject();
    }

    /** Copies a cell and says how far right it reaches. */
    private int cell(JsonParser parser, int row, int page) throws IOException {
        int column = 0;
        int columnSpan = 1;
        int rowSpan = 1;
        @Nullable String text = null;
        List<Double> box = List.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "column" -> column = parser.getIntValue();
                case "columnSpan" -> columnSpan = parser.getIntValue();
                case "rowSpan" -> rowSpan = parser.getIntValue();
                case "text" -> text = parser.getText();
                case "box" -> box = numbers(parser);
                default -> parser.skipChildren();
            }
        }
        json.writeStartObject();
        json.writeNumberField("row", row);
        json.writeNumberField("column", column);
        if (rowSpan > 1) {
            json.writeNumberField("row_span", rowSpan);
        }
        if (columnSpan > 1) {
            json.writeNumberField("column_span", columnSpan);
        }
        json.writeStringField("text", text == null ? "" : text);
        if (!box.isEmpty()) {
            corners("bounding_box", box, page);
        }
        json.writeEndObject();
        return column + columnSpan;
    }

    private static List<Double> numbers(JsonParser parser) throws IOException {
        List<Double> numbers = new ArrayList<>(4);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(parser.getDoubleValue());
        }
        return numbers;
    }

    /** Eight numbers from 0 to 1, clockwise from top left; none where the place is not known. */
    private void corners(String name, List<Double> box, int page) throws IOException {
        Size size = pages.get(page);
        json.writeArrayFieldStart(name);
        if (box.size() == 4 && size != null && size.width > 0 && size.height > 0) {
            double left = share(box.get(0), size.width);
            double top = share(box.get(1), size.height);
            double right = share(box.get(2), size.width);
            double bottom = share(box.get(3), size.height);
            for (double corner : new double[] {left, top, right, top, right, bottom, left, bottom}) {
                json.writeNumber(corner);
            }
        }
        json.writeEndArray();
    }

    private static double share(double value, double whole) {
        return Math.round(Math.max(0, Math.min(1, value / whole)) * 1e5) / 1e5;
    }
}

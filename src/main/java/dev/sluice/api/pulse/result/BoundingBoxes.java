package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.answer.JsonList;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The member {@code bounding_boxes}: every block in the list of its kind, and the text with the blocks' ids. Block
 * {@code b7} is {@code txt-7} here, table {@code t2} is {@code tbl-2}.
 */
final class BoundingBoxes implements Closeable {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final Map<String, JsonList> lists = new TreeMap<>();
    private final Spool markdown = new Spool();
    private final String images;
    private final Sheets sheets;
    private int figures;

    /**
     * @param images what the URLs of images begin with
     * @param sheets where the blocks of a workbook stand
     */
    BoundingBoxes(String images, Sheets sheets) throws IOException {
        this.images = images;
        this.sheets = sheets;
        for (String name : new String[] {"Text", "Title", "Header", "Footer", "Images"}) {
            lists.put(name, new JsonList());
        }
        markdown.write('"');
    }

    /** Takes one block of {@code result.json}. */
    void add(JsonNode block) throws IOException {
        sheets.see(block);
        String type = block.path("type").asText();
        String text = block.path("text").asText();
        boolean table = block.has("table");
        String id = id(block, type);
        withId(id, type, block.path("level").asInt(1), text);
        if (table) {
            return; // tables come with their cells, from the layout
        }
        JsonGenerator json = list(type).next();
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("content", text);
        if (type.equals("figure")) {
            json.writeStringField("visual_type", "image");
            if (block.has("figure")) {
                json.writeStringField("image_url", images + block.path("figure").asText());
            }
        }
        sheets.write(block, json);
        if (block.path("page").asInt() > 0) {
            json.writeNumberField("page_number", block.path("page").asInt());
        }
        box(json, block.path("box"));
        json.writeEndObject();
    }

    private String id(JsonNode block, String type) {
        if (block.has("table")) {
            return tableId(block.path("table").asText());
        }
        return type.equals("figure")
                ? "fig-" + ++figures
                : textId(block.path("id").asText());
    }

    static String textId(String blockId) {
        return "txt-" + blockId.substring(Math.min(1, blockId.length()));
    }

    static String tableId(String tableId) {
        return "tbl-" + tableId.substring(Math.min(1, tableId.length()));
    }

    private JsonList list(String type) {
        String name = switch (type) {
            case "heading" -> "Title";
            case "header" -> "Header";
            case "footer" -> "Footer";
            case "figure" -> "Images";
            default -> "Text";
        };
        return Objects.requireNonNull(lists.get(name));
    }

    private void withId(String id, String type, int level, String text) throws IOException {
        String mark = type.equals("heading") ? "#".repeat(Math.max(1, Math.min(6, level))) + " " : "";
        String gap = markdown.size() > 1 ? "\n\n" : "";
        markdown.write(
                new String(ENCODER.quoteAsString(gap + mark + id + "-" + text)).getBytes(StandardCharsets.UTF_8));
    }

    static void box(JsonGenerator json, JsonNode box) throws IOException {
        if (box.isArray() && !box.isEmpty()) {
            json.writeArrayFieldStart("bounding_box");
            for (JsonNode number : box) {
                json.writeNumber(number.decimalValue());
            }
            json.writeEndArray();
        }
    }

    /** Sends the members into an object that is open; tables are not among them. */
    void writeTo(JsonGenerator json, OutputStream out) throws IOException {
        for (Map.Entry<String, JsonList> list : lists.entrySet()) {
            list.getValue().writeTo(list.getKey(), json, out);
        }
        markdown.write('"');
        JsonList.insert("markdown_with_ids", markdown, json, out);
    }

    @Override
    public void close() throws IOException {
        for (JsonList list : lists.values()) {
            list.close();
        }
        markdown.close();
    }
}

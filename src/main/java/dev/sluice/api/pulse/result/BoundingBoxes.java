package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.pulse.answer.JsonList;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The member {@code bounding_boxes}: every block in the list of its kind, and the text with the blocks' ids. Block
 * {@code b7} is {@code txt-7} here, table {@code t2} is {@code tbl-2}.
 */
final class BoundingBoxes implements Closeable {
    private final Map<String, JsonList> lists = new TreeMap<>();
    private final MarkdownWithIds markdown = new MarkdownWithIds();
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
    }

    /** Takes one block of {@code result.json}. */
    void add(JsonNode block) throws IOException {
        sheets.see(block);
        String type = block.path("type").asText();
        String text = block.path("text").asText();
        String id = id(block, type);
        if (block.has("table")) {
            markdown.table(id, text);
            return; // tables come with their cells, from the layout
        }
        JsonGenerator json = list(type).next();
        json.writeStartObject();
        json.writeStringField("id", id);
        if (type.equals("figure")) {
            figure(id, block, text, json);
        } else {
            markdown.text(
                    id, type.equals("heading") ? Math.max(1, block.path("level").asInt(1)) : 0, text);
            json.writeStringField("content", sheets.isName(block) ? "Sheet: " + text : text);
        }
        sheets.write(block, json);
        json.writeNumberField("page_number", Math.max(1, block.path("page").asInt()));
        box(json, block.path("box"));
        json.writeEndObject();
    }

    /** A chart is known by the document's own structure; a picture may be anything. */
    private void figure(String id, JsonNode block, String text, JsonGenerator json) throws IOException {
        JsonNode drawing = block.path("drawing");
        boolean chart = drawing.has("chartType");
        String title = drawing.path("title").asText();
        String content = chart && text.isEmpty() && !title.isEmpty() ? "Chart: " + title : text;
        String url = block.has("figure") ? images + block.path("figure").asText() : "";
        markdown.figure(id, url, content);
        json.writeStringField("content", content);
        json.writeStringField("visual_type", chart ? "chart" : "image");
        if (!url.isEmpty()) {
            json.writeStringField("image_url", url);
        }
        json.writeObjectFieldStart("classification");
        json.writeNumberField("confidence", drawing.isObject() ? 1.0 : 0.0);
        json.writeStringField("model", drawing.isObject() ? "document-structure" : "none");
        if (!drawing.isObject()) {
            json.writeStringField("error", "Pictures are not classified; charts that are pictures count as images.");
        }
        json.writeEndObject();
        TableFacts.chart(drawing, json);
        problem(json, "render_error", block.path("problems").path("image"));
        problem(json, "description_error", block.path("problems").path("description"));
    }

    private static void problem(JsonGenerator json, String name, JsonNode problem) throws IOException {
        if (problem.isTextual()) {
            json.writeStringField(name, problem.asText());
        }
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

    /** Eight numbers; none where the place is not known. */
    static void box(JsonGenerator json, JsonNode box) throws IOException {
        json.writeArrayFieldStart("bounding_box");
        for (JsonNode number : box) {
            json.writeNumber(number.decimalValue());
        }
        json.writeEndArray();
    }

    /** Sends the members into an object that is open; tables are not among them. */
    void writeTo(JsonGenerator json, OutputStream out) throws IOException {
        for (Map.Entry<String, JsonList> list : lists.entrySet()) {
            list.getValue().writeTo(list.getKey(), json, out);
        }
        markdown.writeTo(json, out);
    }

    @Override
    public void close() throws IOException {
        for (JsonList list : lists.values()) {
            list.close();
        }
        markdown.close();
    }
}

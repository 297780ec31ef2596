package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which sheet the blocks of a workbook stand on: each sheet is a page and begins with its name as a heading. */
final class Sheets {
    private record Sheet(String name, int index) {}

    private final boolean workbook;
    private final Map<Integer, Sheet> byPage = new HashMap<>();
    private final Map<String, JsonNode> tables = new HashMap<>();
    private final TableFacts facts;

    Sheets(String mediaType) {
        this.workbook = mediaType.contains("spreadsheet") || mediaType.contains("ms-excel");
        this.facts = new TableFacts(workbook);
    }

    /** Sees every block of {@code result.json} before it is written. */
    void see(JsonNode block) {
        facts.see(block);
        int page = block.path("page").asInt();
        if (workbook && page > 0 && block.path("type").asText().equals("heading")) {
            byPage.putIfAbsent(page, new Sheet(block.path("text").asText(), byPage.size()));
        }
        if (workbook && block.has("table")) {
            tables.put(block.path("table").asText(), block);
        }
    }

    /** Whether a block is the heading with the name of its sheet; asked when it has just been seen. */
    boolean isName(JsonNode block) {
        Sheet sheet = byPage.get(block.path("page").asInt());
        return sheet != null
                && block.path("type").asText().equals("heading")
                && sheet.name.equals(block.path("text").asText());
    }

    /** Writes what is known of a block's sheet. */
    void write(JsonNode block, JsonGenerator json) throws IOException {
        Sheet sheet = byPage.get(block.path("page").asInt());
        String name = block.has("sheet") ? block.path("sheet").asText() : sheet == null ? null : sheet.name;
        if (name != null) {
            json.writeStringField("sheet_name", name);
        }
        if (sheet != null) {
            json.writeNumberField("sheet_index", sheet.index);
            json.writeNumberField("workbook_sheet_index", block.path("page").asInt() - 1);
        }
        if (block.has("range")) {
            String range = block.path("range").asText();
            json.writeStringField("excel_range", range.substring(range.lastIndexOf('!') + 1));
        }
    }

    /** The same of a table, by its id, and what its surroundings say of it. */
    void writeOfTable(String id, JsonGenerator json) throws IOException {
        @Nullable JsonNode block = tables.get(id);
        if (block != null) {
            write(block, json);
        }
        facts.write(id, json);
    }
}

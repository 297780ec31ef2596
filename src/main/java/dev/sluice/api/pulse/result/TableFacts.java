package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a table's surroundings say of it: the heading it stands under, the line above that names it, the chart that draws
 * it. A section begins with each heading; what precedes the first is one of the type {@code document}.
 */
final class TableFacts {
    private static final Pattern CAPTION =
            Pattern.compile("(table|tab\\.|tabelle|tableau|tabla|tabella)\\s*\\p{Alnum}.*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_CAPTION = 200;

    private record Facts(
            int section, @Nullable String heading, @Nullable String caption, JsonNode drawing) {}

    private final boolean workbook;
    private final Map<String, Facts> byTable = new HashMap<>();
    private int headings;
    private @Nullable String heading;
    private @Nullable String above;

    TableFacts(boolean workbook) {
        this.workbook = workbook;
    }

    /** Sees every block of {@code result.json} in its order. */
    void see(JsonNode block) {
        String type = block.path("type").asText();
        if (type.equals("figure")) {
            return;
        }
        String text = block.path("text").asText();
        if (block.has("table")) {
            JsonNode drawing = block.path("drawing");
            byTable.put(
                    block.path("table").asText(), new Facts(Math.max(0, headings - 1), heading, caption(), drawing));
            above = null;
        } else if (type.equals("heading")) {
            headings++;
            heading = text;
            above = text;
        } else {
            above = text;
        }
    }

    private @Nullable String caption() {
        return above != null
                        && above.length() <= LONGEST_CAPTION
                        && CAPTION.matcher(above).matches()
                ? above
                : null;
    }

    /** Writes what is known of a table. */
    void write(String table, JsonGenerator json) throws IOException {
        Facts facts = byTable.get(table);
        if (facts == null) {
            json.writeBooleanField("is_chart", false);
            return;
        }
        json.writeNumberField("section_index", facts.section);
        json.writeStringField("section_type", facts.heading == null ? "document" : workbook ? "sheet" : "heading");
        if (facts.heading != null) {
            json.writeStringField("section_name", facts.heading);
        }
        String title = facts.drawing.path("title").textValue();
        if (facts.caption != null || title != null) {
            json.writeStringField("table_name", facts.caption == null ? title : facts.caption);
        }
        json.writeBooleanField("is_chart", facts.drawing.has("chartType"));
        chart(facts.drawing, json);
    }

    /** Writes what is known of a chart, of its table or of itself. */
    static void chart(JsonNode drawing, JsonGenerator json) throws IOException {
        if (!drawing.has("chartType")) {
            return;
        }
        json.writeStringField("chart_type", drawing.path("chartType").asText());
        if (drawing.has("title")) {
            json.writeStringField("chart_title", drawing.path("title").asText());
        }
        json.writeArrayFieldStart("source_ranges");
        for (JsonNode range : drawing.path("ranges")) {
            json.writeString(range.asText());
        }
        json.writeEndArray();
    }
}

package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;

/** Every table of a document; how they are written down is the same for all engines. */
final class TablesTask implements LlmTask {
    private static final int MOST_COLUMNS = 1_000;

    private final ObjectNode options;

    TablesTask(ObjectNode options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public ObjectNode request() {
        return options;
    }

    @Override
    public ObjectNode answerSchema() {
        return Forms.object(
                "tables",
                Forms.list(Forms.object(
                        "citations",
                        Forms.list(Forms.type("string")),
                        "caption",
                        Forms.textOrNull(),
                        "page",
                        Forms.type("integer"),
                        "rows",
                        Forms.list(Forms.list(Forms.type("string"))))));
    }

    @Override
    public List<String> objections(JsonNode answer, DocumentText text) {
        List<String> objections = new ArrayList<>();
        for (JsonNode table : answer.path("tables")) {
            objections.addAll(Forms.unknownBlocks(table.path("citations"), text.ids()));
            int page = table.path("page").asInt();
            if (page < 1 || page > text.pages()) {
                objections.add(
                        "There is no page %d; the document has the pages 1 to %d.".formatted(page, text.pages()));
            }
            for (JsonNode row : table.path("rows")) {
                if (row.size() > MOST_COLUMNS) {
                    objections.add("A table has at most %d columns.".formatted(MOST_COLUMNS));
                }
            }
        }
        return objections;
    }

    /** The tables as if they had been extracted, each after its caption. */
    static Layout layout(List<JsonNode> tables) {
        List<Block> blocks = new ArrayList<>();
        for (JsonNode table : tables) {
            int page = table.path("page").asInt();
            if (table.path("caption").isTextual()
                    && !table.path("caption").asText().isBlank()) {
                blocks.add(Block.paragraph(table.path("caption").asText(), page, null));
            }
            List<Table.Row> rows = new ArrayList<>();
            for (JsonNode row : table.path("rows")) {
                List<Table.Cell> cells = new ArrayList<>();
                for (int column = 0; column < row.size(); column++) {
                    cells.add(new Table.Cell(row.get(column).asText(), column, 1, 1, null));
                }
                rows.add(new Table.Row(cells));
            }
            blocks.add(Block.table(new Table(rows, "model"), page, null));
        }
        return new Layout(List.of(), blocks);
    }
}

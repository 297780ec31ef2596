package dev.sluice.engine.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;

/** Layouts and schemas in one line each. */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** A text without places: one paragraph per line; a tab parts a line as a wide gap does. */
    static Layout text(String... lines) {
        List<Block> blocks = new ArrayList<>();
        for (String line : lines) {
            blocks.add(Block.paragraph(line, 1, null));
        }
        return new Layout(List.of(), blocks);
    }

    /** A table block; cells of a row parted by bars. */
    static Block table(String... rows) {
        List<Table.Row> all = new ArrayList<>();
        for (String row : rows) {
            List<Table.Cell> cells = new ArrayList<>();
            for (String cell : row.split("\\|", -1)) {
                cells.add(new Table.Cell(cell.strip(), cells.size(), 1, 1, null));
            }
            all.add(new Table.Row(cells));
        }
        return Block.table(new Table(all, "markup"), 1, null);
    }

    static Input input(String id, Layout layout) {
        return new Input(id, id + ".pdf", null, layout, null);
    }

    /** Options whose schema has these properties, written as JSON with single quotes. */
    static ObjectNode options(String properties) {
        ObjectNode options = JSON.createObjectNode();
        options.set("schema", json("{'type':'object','properties':{" + properties + "}}"));
        return options;
    }

    static JsonNode json(String written) {
        try {
            return JSON.readTree(written.startsWith("{\"") ? written : written.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ObjectNode run(Layout layout, String properties) {
        SchemaOperation operation = new SchemaOperation();
        ObjectNode options = options(properties);
        operation.check(options);
        return plain(operation.run(List.of(input("", layout)), options));
    }

    /** The same, read back from its text: numbers compare as written. */
    static ObjectNode plain(ObjectNode result) {
        return (ObjectNode) json(result.toString());
    }

    /** The values alone. */
    static JsonNode values(Layout layout, String properties) {
        return run(layout, properties).path("values");
    }
}

package dev.sluice.engine.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockIds;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of extracted documents. Options: {@code merge} (join tables that go on over pages; default false),
 * {@code formats} (some of html, json, markdown, csv; default all), {@code pages} (such as {@code "1-2,5"}) and
 * {@code chartsToTables} (also the numbers that charts of Office documents draw; default false).
 *
 * <p>The result is {@code {"tables": [...], "warnings": [...]}}. A table has {@code id}, {@code pages}, {@code caption}
 * if it has one, {@code headerRows}, {@code rowCount}, {@code columnCount}, {@code method}, {@code citations} (the
 * tables of the extraction it is made of) and {@code fromChart}; as json also {@code cells}, {@code headers} and
 * {@code rows}, where a cell that spans rows counts in each of them; else {@code html}, {@code markdown}, {@code csv}.
 */
public final class TablesOperation implements LayoutOperation {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public void check(ObjectNode options) {
        TablesOptions.of(options);
    }

    @Override
    public ObjectNode run(List<Input> inputs, ObjectNode options) {
        TablesOptions asked = TablesOptions.of(options);
        List<FoundTable> tables = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            List<FoundTable> found = find(inputs.get(i), i, asked);
            tables.addAll(asked.merge() ? new PageJoin(inputs.get(i).layout()).join(found) : found);
        }
        ObjectNode result = JSON.objectNode();
        ArrayNode list = result.putArray("tables");
        for (int i = 0; i < tables.size(); i++) {
            list.add(TableJson.of("t" + (i + 1), tables.get(i), asked.formats()));
        }
        ArrayNode warnings = result.putArray("warnings");
        if (asked.chartsToTables() && tables.stream().noneMatch(FoundTable::isChart)) {
            warnings.addObject()
                    .put("code", "CHARTS_NOT_READ")
                    .put(
                            "message",
                            "No chart keeps its numbers in the document; charts that are drawn or pictures are not read.");
        }
        return result;
    }

    private static List<FoundTable> find(Input input, int number, TablesOptions asked) {
        List<FoundTable> found = new ArrayList<>();
        List<Block> blocks = input.layout().blocks();
        int count = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            Table table = block.table();
            if (table == null) {
                continue;
            }
            String id = BlockIds.table(count++);
            if (isAsked(table, asked)
                    && asked.pages().contains(block.page())
                    && isWanted(input.pages(), block.page())
                    && table.columns() > 0) {
                String citation = input.id().isEmpty() ? id : input.id() + "-" + id;
                FoundTable.Grid grid = FoundTable.Grid.of(table);
                int header = table.headerRows() >= 0 ? Math.min(table.headerRows(), grid.rows()) : HeaderRows.of(grid);
                found.add(new FoundTable(
                        number,
                        List.of(citation),
                        block.page() > 0 ? List.of(block.page()) : List.of(),
                        block.box(),
                        Captions.of(blocks, i),
                        grid,
                        table.method(),
                        header));
            }
        }
        return found;
    }

    private static boolean isAsked(Table table, TablesOptions asked) {
        return asked.chartsToTables() || !table.method().equals(FoundTable.CHART);
    }

    private static boolean isWanted(@Nullable List<Integer> pages, int page) {
        return pages == null || pages.contains(Math.max(1, page));
    }
}

package dev.sluice.engine.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** One table of the result. */
final class TableJson {
    private TableJson() {}

    static ObjectNode of(String id, FoundTable table, Set<TablesOptions.Format> formats) {
        FoundTable.Grid grid = table.grid();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        ArrayNode pages = json.putArray("pages");
        table.pages().forEach(pages::add);
        if (table.caption() != null) {
            json.put("caption", table.caption());
        }
        json.put("headerRows", table.headerRows());
        json.put("rowCount", grid.rows());
        json.put("columnCount", grid.columns());
        List<String> headers = ColumnNames.of(grid, table.headerRows());
        for (TablesOptions.Format format : formats) {
            switch (format) {
                case JSON -> {
                    cells(table, json.putArray("cells"));
                    headers.forEach(json.putArray("headers")::add);
                    rows(table, headers, json.putArray("rows"));
                }
                case HTML -> json.put("html", Renderings.html(table));
                case MARKDOWN -> json.put("markdown", Renderings.markdown(table, headers));
                case CSV -> json.put("csv", Renderings.csv(table));
            }
        }
        ArrayNode citations = json.putArray("citations");
        table.citations().forEach(citations::add);
        json.put("method", table.method());
        json.put("fromChart", table.isChart());
        return json;
    }

    private static void cells(FoundTable table, ArrayNode cells) {
        for (FoundTable.Cell cell : table.grid().cells()) {
            ObjectNode json = cells.addObject();
            json.put("row", cell.row());
            json.put("col", cell.column());
            json.put("rowSpan", cell.rowSpan());
            json.put("colSpan", cell.columnSpan());
            json.put("text", cell.text());
            if (cell.row() < table.headerRows()) {
                json.put("header", true);
            }
        }
    }

    private static void rows(FoundTable table, List<String> headers, ArrayNode rows) {
        FoundTable.Grid grid = table.grid();
        for (int row = table.headerRows(); row < grid.rows(); row++) {
            ObjectNode json = rows.addObject();
            for (int column = 0; column < grid.columns(); column++) {
                FoundTable.Cell cell = grid.at(row, column);
                String text = cell == null || cell.column() != column ? "" : cell.text();
                json.put(headers.get(column), text);
            }
        }
    }
}

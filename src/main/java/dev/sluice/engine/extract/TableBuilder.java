package dev.sluice.engine.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a table together cell by cell, as formats with markup give it; spans are kept within reason. */
public final class TableBuilder {
    private static final int MOST_SPAN = 1_000;

    private final DocumentSink sink;
    private final List<Table.Row> rows = new ArrayList<>();
    private List<Table.Cell> row = new ArrayList<>();
    /** Column to the number of rows, this one included, in which a cell from above still covers it. */
    private final Map<Integer, Integer> covered = new HashMap<>();

    private int column;
    private int headerRows;

    public TableBuilder(DocumentSink sink) {
        this.sink = sink;
    }

    /** Adds a cell to the current row, right of the last one and of what reaches down from the rows above. */
    public void cell(String text, int columnSpan, int rowSpan) {
        while (covered.getOrDefault(column, 0) > 0) {
            column++;
        }
        int wide = Math.max(1, Math.min(MOST_SPAN, columnSpan));
        int high = Math.max(1, Math.min(MOST_SPAN, rowSpan));
        row.add(new Table.Cell(text, column, wide, high, null));
        for (int i = 0; i < wide && high > 1; i++) {
            covered.put(column + i, high);
        }
        column += wide;
    }

    /** Ends the current row; a row without cells counts only if cells from above reach into it. */
    public void endRow() {
        if (!row.isEmpty() || covered.values().stream().anyMatch(left -> left > 1)) {
            sink.growing(rows.size() + 1, row.size());
            rows.add(new Table.Row(row));
            row = new ArrayList<>();
        }
        covered.replaceAll((at, left) -> left - 1);
        covered.values().removeIf(left -> left <= 0);
        column = 0;
    }

    /** Ends the current row, which is part of the table's header if all rows before it are. */
    public void endHeaderRow() {
        int before = rows.size();
        endRow();
        if (headerRows == before && rows.size() > before) {
            headerRows++;
        }
    }

    /** The table so far. */
    public Table build() {
        if (!row.isEmpty()) {
            endRow();
        }
        return new Table(rows, "markup", headerRows > 0 && headerRows < rows.size() ? headerRows : -1);
    }
}

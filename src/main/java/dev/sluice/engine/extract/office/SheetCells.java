package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cells of one sheet of a spreadsheet, by their places; several tables may stand on it. */
final class SheetCells {
    private final DocumentSink sink;
    private final TreeMap<Integer, TreeMap<Integer, String>> rows = new TreeMap<>();
    private final Map<Long, int[]> merged = new TreeMap<>();

    SheetCells(DocumentSink sink) {
        this.sink = sink;
    }

    /** Takes a cell; row and column from 0. A cell without text counts as none. */
    void cell(int row, int column, String text) {
        String clean = Texts.lines(text);
        if (!clean.isEmpty() && column < Table.MAX_COLUMNS) {
            sink.growing(rows.size() + 1, 1);
            rows.computeIfAbsent(row, r -> new TreeMap<>()).put(column, clean);
        }
    }

    /** Takes a merged region; its cell is the one at its first place. */
    void merge(int row, int column, int lastRow, int lastColumn) {
        merged.put(place(row, column), new int[] {lastRow, Math.min(lastColumn, Table.MAX_COLUMNS - 1)});
    }

    private static long place(int row, int column) {
        return ((long) row << 20) | column;
    }

    /** Gives the sheet's tables to the sink, and as paragraphs what stands alone. */
    void finish(int page) {
        if (rows.isEmpty()) {
            return;
        }
        fillMerged();
        for (SheetRegion region : new SheetRegions(occupied()).find()) {
            emit(region, page);
        }
    }

    /** A cell inside a merged region that is not its first is not displayed. */
    private void fillMerged() {
        merged.entrySet().removeIf(entry -> {
            TreeMap<Integer, String> row = rows.get((int) (entry.getKey() >> 20));
            return row == null || !row.containsKey((int) (entry.getKey() & 0xfffff));
        });
        merged.forEach((key, last) -> {
            int top = (int) (key >> 20);
            int left = (int) (key & 0xfffff);
            for (TreeMap<Integer, String> row :
                    rows.subMap(top, true, last[0], true).values()) {
                boolean first = rows.get(top) == row;
                row.subMap(first ? left + 1 : left, true, last[1], true).clear();
            }
        });
        rows.values().removeIf(TreeMap::isEmpty);
    }

    private List<SheetRegion.Placed> occupied() {
        List<SheetRegion.Placed> cells = new ArrayList<>();
        rows.forEach((row, columns) -> columns.forEach((column, text) -> {
            int[] last = merged.get(place(row, column));
            cells.add(
                    last == null
                            ? new SheetRegion.Placed(row, column, row, column, text)
                            : new SheetRegion.Placed(
                                    row, column, Math.max(row, last[0]), Math.max(column, last[1]), text));
        }));
        return cells;
    }

    private void emit(SheetRegion region, int page) {
        if (region.cells().size() == 1) {
            sink.add(Block.paragraph(region.cells().get(0).text(), page, null));
            return;
        }
        NavigableMap<Integer, List<Table.Cell>> byRow = new TreeMap<>();
        int left = region.left();
        for (SheetRegion.Placed cell : region.cells()) {
            for (int row = cell.row(); row <= Math.min(cell.lastRow(), region.bottom()); row++) {
                List<Table.Cell> cells = byRow.computeIfAbsent(row, r -> new ArrayList<>());
                if (row == cell.row()) {
                    cells.add(new Table.Cell(
                            cell.text(),
                            cell.column() - left,
                            Math.max(0, Math.min(cell.lastColumn(), region.right()) - cell.column()) + 1,
                            Math.min(cell.lastRow(), region.bottom()) - cell.row() + 1,
                            null));
                }
            }
        }
        List<Table.Row> built = new ArrayList<>();
        for (List<Table.Cell> cells : byRow.values()) {
            built.add(new Table.Row(cells));
        }
        sink.add(Block.table(new Table(built, "markup"), page, null));
    }

    /** Text beside the cells, such as the sheet's header, a comment or a text box. */
    void aside(@Nullable String text, int page) {
        String clean = text == null ? "" : Texts.lines(text);
        if (!clean.isEmpty()) {
            sink.add(Block.paragraph(clean, page, null));
        }
    }
}

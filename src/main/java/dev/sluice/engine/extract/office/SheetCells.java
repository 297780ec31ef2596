package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Texts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;

/** The cells of one sheet of a spreadsheet, by their places; several tables may stand on it. */
final class SheetCells {
    private final DocumentSink sink;
    private final String sheet;
    private final BitSet hiddenRows = new BitSet();
    private final BitSet hiddenColumns = new BitSet();
    private final TreeMap<Integer, TreeMap<Integer, String>> rows = new TreeMap<>();
    private final Map<Long, int[]> merged = new TreeMap<>();

    /** {@code sheet} is its name, by which the tables are referred to. */
    SheetCells(DocumentSink sink, String sheet) {
        this.sink = sink;
        this.sheet = sheet;
    }

    /** Leaves a hidden row out, unless hidden rows are asked for. */
    void hideRow(int row) {
        if (!sink.options().hidden().rows()) {
            hiddenRows.set(row);
        }
    }

    /** Leaves hidden columns out, the last one included, unless hidden columns are asked for. */
    void hideColumns(int first, int last) {
        if (!sink.options().hidden().columns() && first <= last) {
            hiddenColumns.set(first, Math.min(last, Table.MAX_COLUMNS) + 1);
        }
    }

    /** Moves what is shown together, as it is displayed. */
    private void closeUp() {
        if (hiddenRows.isEmpty() && hiddenColumns.isEmpty()) {
            return;
        }
        TreeMap<Integer, TreeMap<Integer, String>> shown = new TreeMap<>();
        rows.forEach((row, columns) -> {
            TreeMap<Integer, String> kept = new TreeMap<>();
            columns.forEach((column, text) -> {
                if (!hiddenColumns.get(column)) {
                    kept.put(place(hiddenColumns, column), text);
                }
            });
            if (!hiddenRows.get(row) && !kept.isEmpty()) {
                shown.put(place(hiddenRows, row), kept);
            }
        });
        rows.clear();
        rows.putAll(shown);
        Map<Long, int[]> regions = new TreeMap<>(merged);
        merged.clear();
        regions.forEach((key, last) -> {
            int row = (int) (key >> 20);
            int column = (int) (key & 0xfffff);
            if (!hiddenRows.get(row) && !hiddenColumns.get(column)) {
                int lastRow = place(hiddenRows, last[0] + 1) - 1;
                int lastColumn = place(hiddenColumns, last[1] + 1) - 1;
                merged.put(
                        place(place(hiddenRows, row), place(hiddenColumns, column)), new int[] {lastRow, lastColumn});
            }
        });
    }

    /** Where something stands among what is shown. */
    private static int place(BitSet hidden, int index) {
        return index - hidden.get(0, index).cardinality();
    }

    /** What stands at a place among what is shown. */
    private static int origin(BitSet hidden, int place) {
        int index = hidden.nextClearBit(0);
        for (int i = 0; i < place; i++) {
            index = hidden.nextClearBit(index + 1);
        }
        return index;
    }

    /** The place of a cell in Excel's words. */
    private String name(int row, int column) {
        return CellReference.convertNumToColString(origin(hiddenColumns, column)) + (origin(hiddenRows, row) + 1);
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
        closeUp();
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
                    rows.subMap(top, true, Math.max(top, last[0]), true).values()) {
                int from = rows.get(top) == row ? left + 1 : left;
                if (from <= last[1]) {
                    row.subMap(from, true, last[1], true).clear();
                }
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
            SheetRegion.Placed only = region.cells().get(0);
            sink.add(Block.paragraph(only.text(), page, null).refersTo(sheet + "!" + name(only.row(), only.column())));
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
        String range = name(region.top(), left) + ":" + name(region.bottom(), region.right());
        sink.add(Block.table(new Table(built, "markup"), page, null).refersTo(sheet + "!" + range));
    }

    /** Text beside the cells, such as the sheet's header, a comment or a text box. */
    void aside(@Nullable String text, int page) {
        String clean = text == null ? "" : Texts.lines(text);
        if (!clean.isEmpty()) {
            sink.add(Block.paragraph(clean, page, null));
        }
    }
}

package dev.sluice.engine.tables;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table on its way into the result.
 *
 * @param input number of the document it is from, from 0
 * @param citations ids of the tables of the extraction that it is made of
 * @param pages where they stand, from 1; empty where the format has no pages
 * @param box where the last of them stands
 * @param caption its title, if one was found
 * @param grid its cells
 * @param headerRows how many rows at its top are its header
 */
record FoundTable(
        int input,
        List<String> citations,
        List<Integer> pages,
        @Nullable Box box,
        @Nullable String caption,
        Grid grid,
        String method,
        int headerRows) {
    /** The method of tables that charts draw. */
    static final String CHART = "chart";

    /** Whether it is what a chart draws, and no table as it is printed. */
    boolean isChart() {
        return method.equals(CHART);
    }

    int firstPage() {
        return pages.isEmpty() ? 0 : pages.get(0);
    }

    int lastPage() {
        return pages.isEmpty() ? 0 : pages.get(pages.size() - 1);
    }

    /**
     * One cell; row and column from 0.
     *
     */
    record Cell(int row, int column, int rowSpan, int columnSpan, String text) {}

    /** The cells of a table and what covers each place of it. */
    static final class Grid {
        private final List<Cell> cells;
        private final int rows;
        private final int columns;
        private final @Nullable Cell[][] places;

        Grid(List<Cell> cells, int rows, int columns) {
            this.cells = cells;
            this.rows = rows;
            this.columns = columns;
            this.places = new Cell[rows][columns];
            for (Cell cell : cells) {
                for (int row = cell.row(); row < cell.row() + cell.rowSpan(); row++) {
                    for (int column = cell.column(); column < cell.column() + cell.columnSpan(); column++) {
                        places[row][column] = cell;
                    }
                }
            }
        }

        static Grid of(Table table) {
            int rows = table.rows().size();
            int columns = table.columns();
            List<Cell> cells = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                for (Table.Cell cell : table.rows().get(row).cells()) {
                    int high = Math.min(cell.rowSpan(), rows - row);
                    String text = Lines.joined(cell.text(), table.method());
                    cells.add(new Cell(row, cell.column(), Math.max(1, high), cell.columnSpan(), text));
                }
            }
            return new Grid(cells, rows, columns);
        }

        List<Cell> cells() {
            return cells;
        }

        int rows() {
            return rows;
        }

        int columns() {
            return columns;
        }

        /** The cell that covers that place, or null. */
        @Nullable
        Cell at(int row, int column) {
            return places[row][column];
        }

        /** The text at that place if a cell begins there, else the empty string. */
        String textAt(int row, int column) {
            Cell cell = places[row][column];
            return cell == null || cell.row() != row || cell.column() != column ? "" : cell.text();
        }

        /** Whether one cell covers the whole row. */
        boolean isWhole(int row) {
            Cell cell = places[row][0];
            return columns > 1 && cell != null && cell.columnSpan() == columns;
        }
    }
}

package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables whose cells are drawn by ruling lines. */
final class LatticeTables {
    private static final double FEWEST_FILLED = 0.25;

    private LatticeTables() {}

    /** Finds the tables and takes their words out of {@code words}. */
    static List<Segment> take(List<Word> words, List<Rule> rules) {
        List<Segment> tables = new ArrayList<>();
        for (Lattice.Grid grid : Lattice.find(rules)) {
            Segment table = table(grid, words);
            if (table != null) {
                tables.add(table);
                words.removeAll(Set.copyOf(table.words()));
            }
        }
        return tables;
    }

    private static @Nullable Segment table(Lattice.Grid grid, List<Word> words) {
        int columns = grid.xs().length - 1;
        int rows = grid.ys().length - 1;
        int[][] cellOf = merge(grid, rows, columns);
        Map<Integer, List<Word>> content = new LinkedHashMap<>();
        List<Word> taken = new ArrayList<>();
        for (Word word : words) {
            int column = slot(grid.xs(), word.box().centerX());
            int row = slot(grid.ys(), word.box().centerY());
            if (column >= 0 && row >= 0) {
                content.computeIfAbsent(cellOf[row][column], c -> new ArrayList<>())
                        .add(word);
                taken.add(word);
            }
        }
        List<Table.Row> found = rows(grid, cellOf, content);
        int cells = found.stream().mapToInt(row -> row.cells().size()).sum();
        boolean single = found.stream().allMatch(row -> row.cells().size() <= 1);
        if (taken.size() < 2 || cells < 4 || single || content.size() < Math.max(2, FEWEST_FILLED * cells)) {
            return null;
        }
        return new Segment(taken, grid.box(), new Table(found, "lattice"));
    }

    private static int slot(double[] bounds, double at) {
        for (int i = 0; i + 1 < bounds.length; i++) {
            if (at >= bounds[i] && at < bounds[i + 1]) {
                return i;
            }
        }
        return -1;
    }

    /** For each place of the grid the number of the cell it belongs to: the place where that cell begins. */
    private static int[][] merge(Lattice.Grid grid, int rows, int columns) {
        int[][] cellOf = new int[rows][columns];
        for (int[] row : cellOf) {
            Arrays.fill(row, -1);
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (cellOf[row][column] < 0) {
                    claim(grid, cellOf, row, column);
                }
            }
        }
        return cellOf;
    }

    private static void claim(Lattice.Grid grid, int[][] cellOf, int row, int column) {
        double[] xs = grid.xs();
        double[] ys = grid.ys();
        int columns = cellOf[0].length;
        int right = column;
        while (right + 1 < columns
                && cellOf[row][right + 1] < 0
                && !grid.verticalBetween(xs[right + 1], ys[row], ys[row + 1])) {
            right++;
        }
        int bottom = row;
        while (bottom + 1 < cellOf.length
                && isFree(cellOf[bottom + 1], column, right)
                && !grid.horizontalBetween(ys[bottom + 1], xs[column], xs[right + 1])
                && isOpen(grid, bottom + 1, column, right)) {
            bottom++;
        }
        for (int r = row; r <= bottom; r++) {
            for (int c = column; c <= right; c++) {
                cellOf[r][c] = row * columns + column;
            }
        }
    }

    private static boolean isFree(int[] cells, int from, int to) {
        for (int column = from; column <= to; column++) {
            if (cells[column] >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(Lattice.Grid grid, int row, int from, int to) {
        for (int column = from + 1; column <= to; column++) {
            if (grid.verticalBetween(grid.xs()[column], grid.ys()[row], grid.ys()[row + 1])) {
                return false;
            }
        }
        return true;
    }

    private static List<Table.Row> rows(Lattice.Grid grid, int[][] cellOf, Map<Integer, List<Word>> content) {
        int columns = cellOf[0].length;
        List<Table.Row> rows = new ArrayList<>();
        for (int row = 0; row < cellOf.length; row++) {
            List<Table.Cell> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                int id = row * columns + column;
                if (cellOf[row][column] == id) {
                    cells.add(cell(grid, cellOf, row, column, content.getOrDefault(id, List.of())));
                }
            }
            rows.add(new Table.Row(cells));
        }
        return rows;
    }

    private static Table.Cell cell(Lattice.Grid grid, int[][] cellOf, int row, int column, List<Word> words) {
        int id = cellOf[row][column];
        int right = column;
        while (right + 1 < cellOf[row].length && cellOf[row][right + 1] == id) {
            right++;
        }
        int bottom = row;
        while (bottom + 1 < cellOf.length && cellOf[bottom + 1][column] == id) {
            bottom++;
        }
        Box box = new Box(grid.xs()[column], grid.ys()[row], grid.xs()[right + 1], grid.ys()[bottom + 1]);
        return new Table.Cell(text(words), column, right - column + 1, bottom - row + 1, box);
    }

    /** The words of a cell, its lines separated by line feeds. */
    static String text(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (List<Segment> row : Segments.rows(Segments.of(words))) {
            String separator = text.isEmpty() ? "" : "\n";
            for (Segment segment : row) {
                text.append(separator).append(segment.text());
                separator = " ";
            }
        }
        return text.toString();
    }
}

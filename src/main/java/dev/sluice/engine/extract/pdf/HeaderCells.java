package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a header together into cells, some of which stand above several columns. */
final class HeaderCells {
    private static final double LINE_STEP = 1.75;

    private final StreamGrid grid;
    private final int lines;
    private final List<StreamCell> cells = new ArrayList<>();

    HeaderCells(StreamGrid grid, int lines) {
        this.grid = grid;
        this.lines = lines;
    }

    List<Table.Row> rows() {
        for (int line = 0; line < lines; line++) {
            List<StreamCell> below = new ArrayList<>(grid.cells(line));
            for (StreamCell cell : below) {
                widen(cell, line, below);
            }
            for (StreamCell cell : below) {
                StreamCell above = above(cell, line);
                if (above != null) {
                    above.add(cell);
                } else {
                    cells.add(cell);
                }
            }
        }
        return build();
    }

    /** The cell whose text goes on here, or null. */
    private @Nullable StreamCell above(StreamCell cell, int line) {
        for (StreamCell other : cells) {
            double step = cell.last().words().get(0).baseline()
                    - other.last().words().get(0).baseline();
            boolean near =
                    other.lastLine() < line && step < LINE_STEP * cell.last().size();
            if (near
                    && sameColumns(other, cell)
                    && !grid.ruledBelow(other, line - 1)
                    && !grid.ruledBelow(cell, line - 1)) {
                return other;
            }
        }
        return null;
    }

    private boolean sameColumns(StreamCell above, StreamCell below) {
        if (above.range().equals(below.range())) {
            return true;
        }
        boolean inside = below.range().first() <= above.range().first()
                && below.range().last() >= above.range().last();
        double size = below.last().size();
        return inside && Math.abs(above.box().centerX() - below.last().box().centerX()) < size;
    }

    /** A header that stands above several columns: what a line below it covers, or what it is centred over. */
    private void widen(StreamCell cell, int line, List<StreamCell> beside) {
        if (cell.range().first() == 0 && cell.range().last() == 0) {
            return;
        }
        Box box = cell.last().box();
        double size = cell.last().size();
        double bottom = grid.lines().get(line).baseline() - 0.05 * size;
        double next = textBelow(cell, line, bottom + 1.5 * size);
        for (Rule rule : grid.rules().horizontal()) {
            boolean below = rule.y0() > bottom && rule.y0() < next;
            boolean partial = rule.x1() - rule.x0() < 0.93 * grid.box().width();
            if (below
                    && partial
                    && rule.x0() - 3 < box.centerX()
                    && rule.x1() + 3 > box.centerX()
                    && alone(cell, rule, beside)) {
                Columns.Range covered = covered(rule.x0() - 3, rule.x1() + 3);
                if (covered != null
                        && covered.last() - covered.first()
                                >= cell.range().last() - cell.range().first()) {
                    cell.reach(covered);
                }
                return;
            }
        }
        if (line + 1 < lines && (!stands(cell, line) || tiles(beside))) {
            centre(cell, line, beside);
        }
    }

    /** Where the next text in the cell's columns begins, if it is nearer than that. */
    private double textBelow(StreamCell cell, int line, double farthest) {
        for (int below = line + 1; below < grid.lines().size(); below++) {
            TableLine other = grid.lines().get(below);
            double top = other.baseline() - 0.5 * other.size();
            if (top > farthest) {
                break;
            }
            if (grid.cells(below).stream().anyMatch(c -> c.range().meets(cell.range()))) {
                return top;
            }
        }
        return farthest;
    }

    /** Whether the text right below is in the same column and may be the cell's next line. */
    private boolean stands(StreamCell cell, int line) {
        for (StreamCell below : grid.cells(line + 1)) {
            Box under = below.last().box();
            Box over = cell.last().box();
            boolean aligned = Math.abs(under.centerX() - over.centerX())
                            < 0.7 * cell.last().size()
                    || Math.abs(under.x0() - over.x0()) < 2
                    || Math.abs(under.x1() - over.x1()) < 2;
            if (below.range().equals(cell.range()) && aligned) {
                return true;
            }
        }
        return false;
    }

    /** Whether the cells of the line, each centred over its columns, cover all columns but the first. */
    private boolean tiles(List<StreamCell> beside) {
        int next = 1;
        for (StreamCell cell : beside) {
            if (cell.range().last() == 0) {
                continue;
            }
            int best = -1;
            for (int last = Math.max(next, cell.range().last());
                    last < grid.columns().count();
                    last++) {
                Columns.Range range = new Columns.Range(next, last);
                if (off(range, cell) < 1.2 * cell.last().size()
                        && (best < 0 || off(range, cell) < off(new Columns.Range(next, best), cell))) {
                    best = last;
                }
            }
            if (best < 0) {
                return false;
            }
            next = best + 1;
        }
        return next == grid.columns().count();
    }

    private static boolean alone(StreamCell cell, Rule rule, List<StreamCell> beside) {
        return beside.stream()
                .noneMatch(other -> other != cell
                        && other.last().box().centerX() > rule.x0()
                        && other.last().box().centerX() < rule.x1());
    }

    private Columns.@Nullable Range covered(double x0, double x1) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < grid.columns().count(); i++) {
            double middle = (grid.columns().left(i) + grid.columns().right(i)) / 2;
            if (middle > x0 && middle < x1) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return first < 0 ? null : new Columns.Range(first, last);
    }

    private void centre(StreamCell cell, int line, List<StreamCell> beside) {
        int low = 1;
        int high = grid.columns().count() - 1;
        for (StreamCell above : cells) {
            // What stands below a header stands within it.
            if (above.range().spanning() && above.range().meets(cell.range())) {
                low = Math.max(low, above.range().first());
                high = Math.min(high, above.range().last());
            }
        }
        for (StreamCell other : beside) {
            if (other != cell) {
                if (other.range().last() < cell.range().first()) {
                    low = Math.max(low, other.range().last() + 1);
                } else if (other.range().first() > cell.range().last()) {
                    high = Math.min(high, other.range().first() - 1);
                }
            }
        }
        Columns.Range all = new Columns.Range(low, Math.max(low, high));
        double width = grid.columns().right(all.last()) - grid.columns().left(all.first());
        boolean only = beside.stream().allMatch(c -> c == cell || c.range().last() == 0);
        if (only && all.spanning() && off(all, cell) < 0.1 * width && headed(all, line)) {
            cell.reach(all);
            return;
        }
        // Something must stand below each of the columns, or it is a header of one column with lines of its own.
        Columns.Range best = cell.range();
        double nearest = off(best, cell);
        for (int first = low; first <= cell.range().first(); first++) {
            for (int last = cell.range().last(); last <= high; last++) {
                Columns.Range range = new Columns.Range(first, last);
                if (last > first
                        && off(range, cell)
                                < Math.min(nearest, 1.2 * cell.last().size()) - 0.5
                        && headed(range, line)) {
                    nearest = off(range, cell);
                    best = range;
                }
            }
        }
        cell.reach(best);
    }

    private double off(Columns.Range range, StreamCell cell) {
        double middle = (grid.columns().left(range.first()) + grid.columns().right(range.last())) / 2;
        return Math.abs(middle - cell.last().box().centerX());
    }

    private boolean headed(Columns.Range range, int line) {
        for (int column = range.first(); column <= range.last(); column++) {
            boolean any = false;
            for (int below = line + 1; below < lines; below++) {
                for (StreamCell cell : grid.cells(below)) {
                    any |= cell.range().first() == column && cell.range().last() == column;
                }
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private List<Table.Row> build() {
        int[] level = new int[cells.size()];
        int levels = 0;
        cells.sort(Comparator.comparingInt(StreamCell::firstLine));
        for (int i = 0; i < level.length; i++) {
            for (int j = 0; j < i; j++) {
                StreamCell above = cells.get(j);
                if (above.lastLine() < cells.get(i).firstLine()
                        && above.range().meets(cells.get(i).range())) {
                    level[i] = Math.max(level[i], level[j] + 1);
                }
            }
            levels = Math.max(levels, level[i] + 1);
        }
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (int i = 0; i < levels; i++) {
            rows.add(new ArrayList<>());
        }
        for (int i = 0; i < level.length; i++) {
            StreamCell cell = cells.get(i);
            int end = levels;
            for (int j = i + 1; j < level.length; j++) {
                if (level[j] > level[i] && cells.get(j).range().meets(cell.range())) {
                    end = Math.min(end, level[j]);
                }
            }
            // A cell reaches from the one above it, or the top, to the one below it, or the bottom.
            int start = level[i];
            int span = Math.max(1, end - start);
            rows.get(start)
                    .add(new Table.Cell(
                            cell.text(),
                            cell.range().first(),
                            cell.range().last() - cell.range().first() + 1,
                            span,
                            cell.box()));
        }
        List<Table.Row> built = new ArrayList<>();
        for (List<Table.Cell> row : rows) {
            row.sort(Comparator.comparingInt(Table.Cell::column));
            built.add(new Table.Row(row));
        }
        return built;
    }
}

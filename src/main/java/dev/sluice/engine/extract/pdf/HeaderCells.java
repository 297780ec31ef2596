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
        double next =
                line + 1 < grid.lines().size() ? grid.lines().get(line + 1).baseline() - 0.5 * size : bottom + size;
        for (Rule rule : grid.rules().horizontal()) {
            boolean below = rule.y0() > bottom && rule.y0() < Math.min(next, bottom + 1.5 * size);
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
        if (line + 1 < lines) {
            centre(cell, line, beside);
        }
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
        for (StreamCell other : beside) {
            if (other != cell) {
                if (other.range().last() < cell.range().first()) {
                    low = Math.max(low, other.range().last() + 1);
                } else if (other.range().first() > cell.range().last()) {
                    high = Math.min(high, other.range().first() - 1);
                }
            }
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
            int start = end == levels && !cell.range().spanning() ? start(i, level, levels) : level[i];
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

    /** A cell with nothing below it stands at the bottom, and reaches up to the level it stands beside. */
    private int start(int cell, int[] level, int levels) {
        int start = levels - 1;
        for (int j = 0; j < level.length; j++) {
            boolean beside = cells.get(j).range().spanning()
                    && cells.get(j).lastLine() >= cells.get(cell).firstLine()
                    && cells.get(j).firstLine() <= cells.get(cell).lastLine();
            if (beside) {
                start = Math.min(start, level[j]);
            }
        }
        return Math.max(start, level[cell]);
    }
}

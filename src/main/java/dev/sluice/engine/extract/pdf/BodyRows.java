package dev.sluice.engine.extract.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a table's body together into rows: a cell may have several lines. */
final class BodyRows {
    private static final double WIDE = 0.6;
    private static final double LONGEST_STEP = 1.9;
    private static final Pattern OPEN_END =
            Pattern.compile("(?s).*(?:[,\\-–/&(+]|\\b(?:and|of|the|in|for|to|or|with|by|from|et|de|und|der|a|on))");

    private final StreamGrid grid;
    private final int from;
    private final double pitch;
    private final boolean ruled;

    BodyRows(StreamGrid grid, int from) {
        this.grid = grid;
        this.from = from;
        this.pitch = pitch();
        int rules = 0;
        int gaps = 0;
        for (int line = from + 1; line < grid.lines().size(); line++) {
            gaps++;
            rules += grid.ruledBefore(line, WIDE) ? 1 : 0;
        }
        this.ruled = rules >= 2 && rules >= 0.4 * gaps;
    }

    void addTo(List<List<StreamCell>> rows) {
        List<StreamCell> open = new ArrayList<>();
        for (int line = from; line < grid.lines().size(); line++) {
            List<StreamCell> cells = grid.cells(line);
            if (open.isEmpty() || !continues(open, cells, line)) {
                open = new ArrayList<>(cells);
                rows.add(open);
            } else {
                merge(open, cells);
            }
        }
    }

    private static void merge(List<StreamCell> row, List<StreamCell> cells) {
        for (StreamCell cell : cells) {
            StreamCell above = find(row, cell);
            if (above == null) {
                row.add(cell);
            } else {
                above.add(cell);
            }
        }
    }

    private static @Nullable StreamCell find(List<StreamCell> row, StreamCell cell) {
        for (StreamCell other : row) {
            if (other.range().meets(cell.range())) {
                return other;
            }
        }
        return null;
    }

    private boolean continues(List<StreamCell> row, List<StreamCell> cells, int line) {
        if (grid.ruledBefore(line, WIDE)) {
            return false;
        }
        if (bothFigures(row, cells)) {
            return false;
        }
        if (ruled) {
            return true;
        }
        TableLine now = grid.lines().get(line);
        double step = now.baseline() - grid.lines().get(line - 1).baseline();
        if (step > LONGEST_STEP * now.size() || pitch > 0 && step > 1.15 * pitch) {
            return false;
        }
        boolean tight = step < 0.86 * pitch;
        boolean label = isLabel(row);
        return label && cells.size() > 1 ? labelGoesOn(row, cells, line) : textGoesOn(row, cells, tight);
    }

    /** A label of several lines, the last of which has the figures. */
    private boolean labelGoesOn(List<StreamCell> row, List<StreamCell> cells, int line) {
        StreamCell above = row.get(0);
        StreamCell below = cells.get(0);
        if (below.range().first() != 0 || bold(above) != bold(below)) {
            return false;
        }
        String text = above.last().text();
        if (text.endsWith(":")) {
            return false;
        }
        double size = grid.lines().get(line).size();
        boolean full = above.last().box().width()
                        > 0.85 * (grid.columns().right(0) - grid.columns().left(0))
                && above.last().words().size() > 2;
        boolean indented = below.last().box().x0() > above.last().box().x0() - 0.4 * size;
        return startsLow(below.last().text()) || OPEN_END.matcher(text).matches() || full && indented;
    }

    /** Lines that hold only words, below cells that have words. */
    private boolean textGoesOn(List<StreamCell> row, List<StreamCell> cells, boolean tight) {
        boolean low = false;
        boolean open = false;
        boolean full = false;
        for (StreamCell cell : cells) {
            StreamCell above = find(row, cell);
            if (above == null || above.range().last() < cell.range().last()) {
                return false;
            }
            String text = cell.last().text();
            boolean digits = Tokens.isNumber(text);
            if (digits && above.isFigure() || bold(above) != bold(cell)) {
                return false;
            }
            low |= startsLow(text);
            open |= OPEN_END.matcher(above.last().text()).matches();
            double width = grid.columns().right(above.range().last())
                    - grid.columns().left(above.range().first());
            full |= above.last().box().width() > 0.8 * width
                    && above.last().words().size() > 2
                    && cell.last().box().x0()
                            > above.last().box().x0() + 0.4 * cell.last().size();
        }
        boolean fewer = cells.size() < row.size();
        boolean first = cells.get(0).range().first() == 0;
        if (!fewer && !(tight && (low || open))) {
            return false;
        }
        return low || open || tight || full || !first && row.get(0).range().first() == 0 && cells.size() == 1;
    }

    private static boolean startsLow(String text) {
        int first = text.codePointAt(0);
        return Character.isLowerCase(first)
                || first == '(' && text.length() > 1 && Character.isLowerCase(text.codePointAt(1));
    }

    private static boolean bold(StreamCell cell) {
        return cell.last().words().stream().allMatch(word -> word.bold());
    }

    private static boolean isLabel(List<StreamCell> row) {
        return row.size() == 1
                && row.get(0).range().first() == 0
                && row.get(0).range().last() == 0;
    }

    private static boolean bothFigures(List<StreamCell> row, List<StreamCell> cells) {
        return hasFigures(row) && hasFigures(cells);
    }

    private static boolean hasFigures(List<StreamCell> row) {
        for (StreamCell cell : row) {
            if (cell.range().first() > 0 && Tokens.isFigure(cell.last().text())) {
                return true;
            }
        }
        return false;
    }

    /** The usual distance of two rows. */
    private double pitch() {
        List<Double> steps = new ArrayList<>();
        for (int line = from + 1; line < grid.lines().size(); line++) {
            if (grid.cells(line).size() > 1 && grid.cells(line - 1).size() > 1) {
                steps.add(grid.lines().get(line).baseline()
                        - grid.lines().get(line - 1).baseline());
            }
        }
        if (steps.isEmpty()) {
            return 0;
        }
        double[] sorted =
                steps.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}

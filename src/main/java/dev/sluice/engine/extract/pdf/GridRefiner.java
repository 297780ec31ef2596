package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Completes a grid whose lines are drawn only in part: where the text of what seems one cell stands in the columns of
 * the cells above it, or in rows of figures, lines are added as if they were drawn.
 */
final class GridRefiner {
    private static final RuledLines NO_RULES = RuledLines.of(List.of());
    private static final int FEWEST_ROWS = 3;
    private static final double NEAR = 4;

    private final List<Word> words;

    GridRefiner(List<Word> words) {
        this.words = words;
    }

    Lattice.Grid refine(Lattice.Grid drawn) {
        Lattice.Grid withColumns = splitColumns(drawn);
        Lattice.Grid divided = divideSpans(withColumns, drawn.xs());
        return divideSpans(splitRows(divided), drawn.xs());
    }

    private List<TableLine> lines(double x0, double y0, double x1, double y1) {
        List<Word> inside = new ArrayList<>();
        for (Word word : words) {
            Box box = word.box();
            if (box.centerX() >= x0 && box.centerX() < x1 && box.centerY() >= y0 && box.centerY() < y1) {
                inside.add(word);
            }
        }
        return inside.isEmpty() ? List.of() : new TableLines(NO_RULES).of(inside);
    }

    /** Columns of figures between two lines of the grid become columns of the grid. */
    private Lattice.Grid splitColumns(Lattice.Grid grid) {
        List<Double> more = new ArrayList<>();
        double[] xs = grid.xs();
        double[] ys = grid.ys();
        for (int column = 0; column + 1 < xs.length; column++) {
            List<TableLine> lines = lines(xs[column], ys[0], xs[column + 1], ys[ys.length - 1]);
            List<TableLine> parted =
                    lines.stream().filter(line -> !line.single()).toList();
            int figures = parted.stream().mapToInt(TableLine::figures).sum();
            int pieces = parted.stream().mapToInt(line -> line.pieces().size()).sum();
            if (parted.size() >= FEWEST_ROWS && parted.size() >= 0.5 * lines.size() && 2 * figures >= pieces) {
                Columns columns = Columns.of(lines);
                for (int i = 0; i + 1 < columns.count(); i++) {
                    more.add((columns.right(i) + columns.left(i + 1)) / 2);
                }
            }
        }
        if (more.isEmpty()) {
            return grid;
        }
        double[] all = Arrays.copyOf(xs, xs.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            all[xs.length + i] = more.get(i);
        }
        Arrays.sort(all);
        return new Lattice.Grid(grid.rules(), all, ys);
    }

    /** Text that keeps clear of the lines of other rows is in cells of its own. */
    private Lattice.Grid divideSpans(Lattice.Grid grid, double[] drawn) {
        List<Rule> more = new ArrayList<>();
        for (Lattice.Span span : grid.spans()) {
            if (span.right() > span.left()) {
                divide(grid, drawn, span, more);
            }
        }
        return grid.with(more, grid.ys());
    }

    private void divide(Lattice.Grid grid, double[] drawn, Lattice.Span span, List<Rule> more) {
        double y0 = grid.ys()[span.top()];
        double y1 = grid.ys()[span.bottom() + 1];
        double x0 = grid.xs()[span.left()];
        double x1 = grid.xs()[span.right() + 1];
        List<TableLine> lines = lines(x0, y0, x1, y1);
        boolean several = lines.size() > 1 || lines.stream().anyMatch(line -> !line.single());
        boolean aside = !lines.isEmpty() && !several && !centred(lines, x0, x1);
        boolean whole = span.left() == 0 && span.right() == grid.xs().length - 2;
        if (!several && (!aside || whole)) {
            return;
        }
        for (int i = span.left() + 1; i <= span.right(); i++) {
            double x = grid.xs()[i];
            // What was not drawn anywhere is not missing here on purpose.
            boolean oneSide = aside && Arrays.binarySearch(drawn, x) < 0;
            if (isFree(x, lines, oneSide)) {
                more.add(new Rule(x, y0, x, y1, 0));
            }
        }
    }

    /** Whether text stands on both sides of that place, or beside it, and keeps clear of it. */
    private static boolean isFree(double x, List<TableLine> lines, boolean aside) {
        boolean left = false;
        boolean right = false;
        int narrow = 0;
        int wide = 0;
        for (TableLine line : lines) {
            double before = -Double.MAX_VALUE;
            double after = Double.MAX_VALUE;
            for (Segment piece : line.pieces()) {
                for (Word word : piece.words()) {
                    if (word.box().centerX() < x) {
                        before = Math.max(before, word.box().x1());
                    } else {
                        after = Math.min(after, word.box().x0());
                    }
                }
            }
            if (before > x + 2 || after < x - 2) {
                return false;
            }
            left |= before > -Double.MAX_VALUE;
            right |= after < Double.MAX_VALUE;
            if (before > -Double.MAX_VALUE && after < Double.MAX_VALUE) {
                wide += after - before > 0.5 * line.size() ? 1 : 0;
                narrow += after - before > 0.5 * line.size() ? 0 : 1;
            }
        }
        return left && (right && narrow <= wide + (narrow > 1 ? narrow : 0) || aside);
    }

    private static boolean centred(List<TableLine> lines, double x0, double x1) {
        for (TableLine line : lines) {
            double off = (line.x0() + line.x1()) / 2 - (x0 + x1) / 2;
            if (Math.abs(off) > 0.08 * (x1 - x0)) {
                return false;
            }
        }
        return true;
    }

    /** Rows of figures between two lines of the grid become rows of the grid. */
    private Lattice.Grid splitRows(Lattice.Grid grid) {
        List<Rule> more = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        Arrays.stream(grid.ys()).forEach(heights::add);
        List<Lattice.Span> spans = grid.spans();
        int rows = grid.ys().length - 1;
        for (int row = 0; row < rows; ) {
            int end = bandEnd(spans, row);
            splitBand(grid, spans, row, end, heights, more);
            row = end + 1;
        }
        heights.sort(null);
        return grid.with(more, heights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The last of the rows from that one on which cells hold together. */
    private static int bandEnd(List<Lattice.Span> spans, int from) {
        int end = from;
        for (int row = from; row <= end; row++) {
            for (Lattice.Span span : spans) {
                if (span.top() == row) {
                    end = Math.max(end, span.bottom());
                }
            }
        }
        return end;
    }

    private void splitBand(
            Lattice.Grid grid, List<Lattice.Span> spans, int from, int to, List<Double> heights, List<Rule> more) {
        double y0 = grid.ys()[from];
        double y1 = grid.ys()[to + 1];
        List<Lattice.Span> inBand =
                spans.stream().filter(s -> s.top() >= from && s.bottom() <= to).toList();
        if (!hasRowsOfFigures(grid, inBand)) {
            return;
        }
        for (double y : boundaries(grid, inBand, y0, y1)) {
            double at = y;
            for (double drawn : grid.ys()) {
                at = Math.abs(drawn - y) < NEAR ? drawn : at;
            }
            if (!heights.contains(at)) {
                heights.add(at);
            }
            for (Lattice.Span span : inBand) {
                double x0 = grid.xs()[span.left()];
                double x1 = grid.xs()[span.right() + 1];
                double top = grid.ys()[span.top()];
                double bottom = grid.ys()[span.bottom() + 1];
                boolean label = span.left() == 0 && lines(x0, top, x1, bottom).size() == 1;
                if (!label && at > top && at < bottom) {
                    more.add(new Rule(x0, at, x1, at, 0));
                }
            }
        }
    }

    /** Whether several cells hold as many lines as each other, all or nearly all of them figures in one or more. */
    private boolean hasRowsOfFigures(Lattice.Grid grid, List<Lattice.Span> spans) {
        List<Integer> figured = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (Lattice.Span span : spans) {
            List<TableLine> lines = lines(
                    grid.xs()[span.left()],
                    grid.ys()[span.top()],
                    grid.xs()[span.right() + 1],
                    grid.ys()[span.bottom() + 1]);
            int figures = 0;
            int years = 0;
            for (TableLine line : lines) {
                figures += Tokens.isFigure(line.text()) ? 1 : 0;
                years += Tokens.isYear(line.text()) ? 1 : 0;
            }
            boolean rows = figures >= 2 && figures >= 0.75 * lines.size() && (years < lines.size() || lines.size() > 2);
            if (rows) {
                figured.add(lines.size());
            } else if (lines.size() > 1) {
                others.add(lines.size());
            }
        }
        for (int count : figured) {
            long same = figured.stream().filter(other -> other == count).count();
            if (same >= 2 && count >= 2 || others.contains(count) && spans.size() <= 4) {
                return true;
            }
        }
        return false;
    }

    private List<Double> boundaries(Lattice.Grid grid, List<Lattice.Span> spans, double y0, double y1) {
        List<Double> found = new ArrayList<>();
        List<Rule> borders = new ArrayList<>();
        for (Lattice.Span span : spans) {
            double x = grid.xs()[span.left()];
            borders.add(new Rule(x, y0, x, y1, 0));
        }
        double left = grid.xs()[0];
        double right = grid.xs()[grid.xs().length - 1];
        List<Word> inside = words.stream()
                .filter(w -> w.box().centerX() > left
                        && w.box().centerX() < right
                        && w.box().centerY() > y0
                        && w.box().centerY() < y1)
                .toList();
        List<TableLine> lines = new TableLines(RuledLines.of(borders)).of(inside);
        if (lines.size() < 2) {
            return found;
        }
        Table table = new StreamGrid(lines, RuledLines.of(borders)).table();
        double bottom = -Double.MAX_VALUE;
        for (Table.Row row : table.rows()) {
            double top = Double.MAX_VALUE;
            double lowest = bottom;
            for (Table.Cell cell : row.cells()) {
                if (cell.box() != null) {
                    top = Math.min(top, cell.box().y0());
                    lowest = Math.max(
                            lowest, cell.rowSpan() > 1 ? bottom : cell.box().y1());
                }
            }
            if (bottom > y0 && top < Double.MAX_VALUE) {
                found.add(Math.min(y1 - 0.1, Math.max(y0 + 0.1, (bottom + top) / 2)));
            }
            bottom = lowest;
        }
        return found;
    }
}

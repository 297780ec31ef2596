package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The head of a table whose columns an array's properties are. */
record TableHead(int firstRow, int lastRow, List<Column> columns, double score) {
    private static final double LEAST = 0.4;

    /** One column; {@code plan} null when no property asks for it. */
    record Column(
            double x0, double x1, String text, @Nullable FieldPlan plan, double score) {}

    /** How many properties found their column. */
    int matched() {
        return (int) columns.stream().filter(one -> one.plan() != null).count();
    }

    /** The head that a line of the document is, perhaps with the lines close below it. */
    static @Nullable TableHead at(DocumentReading document, int row, List<FieldPlan> plans) {
        List<Segment> cells = new ArrayList<>(document.view.rows().get(row));
        int last = row;
        if (score(document, cells, plans) == null && cells.size() < 2) {
            return null;
        }
        if (cells.size() == 1 && isTitle(document, row, plans)) {
            return null;
        }
        Segment first = cells.get(0);
        for (int next = row + 1; next < Math.min(document.view.rows().size(), row + 3); next++) {
            List<Segment> more = document.view.rows().get(next);
            boolean close =
                    more.get(0).page == first.page && more.get(0).y0 - first.y1 < 0.8 * first.height() * (next - row);
            boolean words = more.stream().allMatch(one -> one.numbers().isEmpty());
            if (!close || !words) {
                break;
            }
            cells.addAll(more);
            last = next;
        }
        List<Column> one = score(document, document.view.rows().get(row), plans);
        List<Column> several = last > row ? score(document, cells, plans) : null;
        double scoreOne = sum(one);
        double scoreSeveral = sum(several);
        if (several != null && scoreSeveral > scoreOne + 0.3) {
            return new TableHead(row, last, several, scoreSeveral);
        }
        return one == null ? null : new TableHead(row, row, one, scoreOne);
    }

    /** A title above a table may have the name of one of its columns: the line below is the better head. */
    private static boolean isTitle(DocumentReading document, int row, List<FieldPlan> plans) {
        return row + 1 < document.view.rows().size()
                && sum(score(document, document.view.rows().get(row + 1), plans))
                        > sum(score(document, document.view.rows().get(row), plans));
    }

    private static double sum(@Nullable List<Column> columns) {
        return columns == null ? 0 : columns.stream().mapToDouble(Column::score).sum();
    }

    private static @Nullable List<Column> score(DocumentReading document, List<Segment> cells, List<FieldPlan> plans) {
        record Pair(Segment cell, FieldPlan plan, double score) {}
        List<Pair> pairs = new ArrayList<>();
        for (Segment cell : cells) {
            if (cell.text.length() > 60) {
                continue;
            }
            for (FieldPlan plan : plans) {
                double best = HeadMatch.score(document, cell, plan);
                if (best > LEAST) {
                    pairs.add(new Pair(cell, plan, best));
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(b.score(), a.score()));
        Set<Segment> cellsUsed = new HashSet<>();
        Set<FieldPlan> plansUsed = new HashSet<>();
        List<Column> columns = new ArrayList<>();
        for (Pair pair : pairs) {
            if (!cellsUsed.contains(pair.cell()) && plansUsed.add(pair.plan())) {
                cellsUsed.add(pair.cell());
                columns.add(new Column(pair.cell().x0, pair.cell().x1, pair.cell().text, pair.plan(), pair.score()));
            }
        }
        if (columns.isEmpty()) {
            return null;
        }
        for (Segment cell : cells) {
            if (!cellsUsed.contains(cell)
                    && columns.stream().noneMatch(one -> one.x0() < cell.x1 && cell.x0 < one.x1())) {
                columns.add(new Column(cell.x0, cell.x1, cell.text, null, 0));
            }
        }
        columns.sort((a, b) -> Double.compare(a.x0(), b.x0()));
        return columns;
    }
}

package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables whose cells are drawn by ruling lines. */
final class LatticeTables {
    private static final double FEWEST_FILLED = 0.25;
    private static final int LONG_NOTE = 110;

    private LatticeTables() {}

    /** Finds the tables and takes their words out of {@code words}. */
    static List<Segment> take(List<Word> words, List<Word> turned, RuledLines rules) {
        List<Rule> all = new ArrayList<>(rules.horizontal());
        all.addAll(rules.vertical());
        List<Segment> tables = new ArrayList<>();
        for (Lattice.Grid grid : Lattice.find(all)) {
            Segment table = table(grid, words, turned);
            if (table != null) {
                tables.add(table);
                Set<Word> taken = Set.copyOf(table.words());
                words.removeAll(taken);
                turned.removeAll(taken);
            }
        }
        return tables;
    }

    /** A cell and the words that stand in it. */
    private record Filled(Lattice.Span span, List<Word> words) {
        String text() {
            return LatticeTables.text(words);
        }
    }

    private static @Nullable Segment table(Lattice.Grid drawn, List<Word> words, List<Word> turned) {
        Box frame = drawn.box();
        List<Word> inside = words.stream()
                .filter(w -> frame.contains(w.box().centerX(), w.box().centerY()))
                .toList();
        if (inside.size() < 2) {
            return null;
        }
        Lattice.Grid grid = new GridRefiner(inside).refine(drawn);
        List<Word> both = new ArrayList<>(inside);
        turned.stream()
                .filter(w -> frame.contains(w.box().centerX(), w.box().centerY()))
                .forEach(both::add);
        List<Filled> cells = fill(grid, both);
        int columns = grid.xs().length - 1;
        int rows = grid.ys().length - 1;
        int first = 0;
        while (first + 1 < rows && isTitle(whole(cells, first, columns))) {
            first++;
        }
        int last = rows - 1;
        while (last > first && isNote(whole(cells, last, columns))) {
            last--;
        }
        List<Table.Row> found = new ArrayList<>();
        List<Word> taken = new ArrayList<>();
        int filled = 0;
        int all = 0;
        int full = 0;
        for (int row = first; row <= last; row++) {
            List<Table.Cell> built = new ArrayList<>();
            int inRow = 0;
            for (Filled cell : cells) {
                if (cell.span.top() == row) {
                    built.add(cell(grid, cell));
                    taken.addAll(cell.words);
                    inRow += cell.words.isEmpty() ? 0 : 1;
                    all++;
                }
            }
            filled += inRow;
            full += inRow >= 2 ? 1 : 0;
            found.add(new Table.Row(built));
        }
        boolean regular = all == (last - first + 1) * columns;
        if (taken.size() < 2 || all < 4 || full < (regular ? 1 : 2) || filled < Math.max(2, FEWEST_FILLED * all)) {
            return null;
        }
        Box box = new Box(frame.x0(), grid.ys()[first], frame.x1(), grid.ys()[last + 1]);
        return new Segment(taken, box, new Table(found, "lattice"));
    }

    private static List<Filled> fill(Lattice.Grid grid, List<Word> words) {
        List<Lattice.Span> spans = grid.spans();
        Filled[][] places = new Filled[grid.ys().length - 1][grid.xs().length - 1];
        List<Filled> cells = new ArrayList<>();
        for (Lattice.Span span : spans) {
            Filled cell = new Filled(span, new ArrayList<>());
            cells.add(cell);
            for (int row = span.top(); row <= span.bottom(); row++) {
                for (int column = span.left(); column <= span.right(); column++) {
                    places[row][column] = cell;
                }
            }
        }
        for (Word word : words) {
            int column = slot(grid.xs(), word.box().centerX());
            int row = slot(grid.ys(), word.box().centerY());
            if (column >= 0 && row >= 0) {
                places[row][column].words.add(word);
            }
        }
        return cells;
    }

    /** The only cell of a row if it reaches over all columns, or null. */
    private static @Nullable Filled whole(List<Filled> cells, int row, int columns) {
        for (Filled cell : cells) {
            if (cell.span.top() <= row && cell.span.bottom() >= row) {
                boolean all = cell.span.left() == 0 && cell.span.right() == columns - 1 && columns > 1;
                return all && cell.span.top() == cell.span.bottom() ? cell : null;
            }
        }
        return null;
    }

    private static boolean isTitle(@Nullable Filled cell) {
        return cell != null && (cell.words.isEmpty() || Tokens.isCaption(cell.text()));
    }

    private static boolean isNote(@Nullable Filled cell) {
        return cell != null
                && (cell.words.isEmpty()
                        || Tokens.isNote(cell.text())
                        || cell.text().length() > LONG_NOTE);
    }

    private static int slot(double[] bounds, double at) {
        for (int i = 0; i + 1 < bounds.length; i++) {
            if (at >= bounds[i] && at < bounds[i + 1]) {
                return i;
            }
        }
        return -1;
    }

    private static Table.Cell cell(Lattice.Grid grid, Filled cell) {
        Lattice.Span span = cell.span;
        Box box = new Box(
                grid.xs()[span.left()],
                grid.ys()[span.top()],
                grid.xs()[span.right() + 1],
                grid.ys()[span.bottom() + 1]);
        int wide = span.right() - span.left() + 1;
        int high = span.bottom() - span.top() + 1;
        return new Table.Cell(cell.text(), span.left(), wide, high, box);
    }

    /** The words of a cell, its lines separated by line feeds. */
    static String text(List<Word> words) {
        StringBuilder text = new StringBuilder();
        List<Word> upright = new ArrayList<>();
        words.stream().filter(w -> !Double.isNaN(w.baseline())).forEach(upright::add);
        for (List<Segment> row : Segments.rows(Segments.of(upright))) {
            String separator = text.isEmpty() ? "" : "\n";
            for (Segment segment : row) {
                text.append(separator).append(segment.text());
                separator = " ";
            }
        }
        for (Word word : words) {
            if (Double.isNaN(word.baseline())) {
                text.append(text.isEmpty() ? "" : " ").append(word.text());
            }
        }
        return Tokens.withoutLeader(text.toString());
    }
}

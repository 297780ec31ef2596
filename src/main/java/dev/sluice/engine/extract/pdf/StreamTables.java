package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables without lines: rows that follow each other closely and whose segments stand in the same columns. */
final class StreamTables {
    private static final int FEWEST_ROWS = 3;
    private static final int LONGEST_CELL = 60;

    private StreamTables() {}

    /** How many rows from {@code from} on look like one table; 0 if they do not. */
    static int length(List<List<Segment>> rows, int from) {
        int to = from;
        while (to < rows.size()
                && isTableRow(rows.get(to))
                && (to == from || follows(rows.get(to - 1), rows.get(to)))) {
            to++;
        }
        int length = to - from;
        List<List<Segment>> body = rows.subList(from, to);
        return length >= FEWEST_ROWS && !isNumberedLines(body) && columns(body) != null ? length : 0;
    }

    private static boolean isTableRow(List<Segment> row) {
        return row.size() >= 2 && row.stream().allMatch(s -> s.table() == null && s.characters() <= LONGEST_CELL);
    }

    /** Transcripts and contracts number their lines along the margin. */
    private static boolean isNumberedLines(List<List<Segment>> rows) {
        int previous = -1;
        for (List<Segment> row : rows) {
            String first = row.get(0).text();
            if (!first.matches("\\d{1,3}")) {
                return false;
            }
            int number = Integer.parseInt(first);
            if (previous >= 0 && number != previous + 1) {
                return false;
            }
            previous = number;
        }
        return true;
    }

    private static boolean follows(List<Segment> above, List<Segment> below) {
        double gap = below.get(0).box().y0() - above.get(0).box().y1();
        return gap < 2.2 * below.get(0).size();
    }

    /** Left and right ends of the columns that the fullest rows agree on, or null. */
    private static @Nullable List<Box> columns(List<List<Segment>> rows) {
        int most = rows.stream().mapToInt(List::size).max().orElse(0);
        List<Box> columns = new ArrayList<>();
        int full = 0;
        for (List<Segment> row : rows) {
            if (row.size() == most) {
                full++;
                row.forEach(segment -> merge(columns, segment.box()));
            }
        }
        return columns.size() == most && full * 3 >= rows.size() ? columns : null;
    }

    private static void merge(List<Box> columns, Box box) {
        Box merged = box;
        List<Box> touched = new ArrayList<>();
        for (Box column : columns) {
            if (column.x0() < box.x1() && box.x0() < column.x1()) {
                merged = merged.union(column);
                touched.add(column);
            }
        }
        columns.removeAll(touched);
        columns.add(merged);
        columns.sort(Comparator.comparingDouble(Box::x0));
    }

    /** The table of rows for which {@link #length} said so. */
    static Table build(List<List<Segment>> rows) {
        List<Box> columns = columns(rows);
        if (columns == null) {
            throw new IllegalArgumentException("These rows have no columns in common");
        }
        List<Table.Row> built = new ArrayList<>();
        for (List<Segment> row : rows) {
            List<Table.Cell> cells = new ArrayList<>();
            int free = 0;
            for (Segment segment : row) {
                int first = Math.max(free, nearest(columns, segment.box()));
                int last = first;
                while (last + 1 < columns.size()
                        && columns.get(last + 1).centerX() < segment.box().x1()) {
                    last++;
                }
                cells.add(new Table.Cell(segment.text(), first, last - first + 1, 1, segment.box()));
                free = last + 1;
            }
            built.add(new Table.Row(cells));
        }
        return new Table(built, "stream");
    }

    private static int nearest(List<Box> columns, Box box) {
        int best = 0;
        double bestOverlap = -Double.MAX_VALUE;
        for (int i = 0; i < columns.size(); i++) {
            double overlap = Math.min(columns.get(i).x1(), box.x1())
                    - Math.max(columns.get(i).x0(), box.x0());
            // A wide cell begins in the first column it reaches, not in the one it covers most.
            if (overlap > bestOverlap && (bestOverlap <= 0 || overlap <= 0)) {
                bestOverlap = overlap;
                best = i;
            }
        }
        return best;
    }
}

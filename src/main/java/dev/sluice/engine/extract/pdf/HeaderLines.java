package dev.sluice.engine.extract.pdf;

import java.util.List;

/** Tells how many lines at the top of a table are its header. */
final class HeaderLines {
    private static final double WIDE = 0.6;
    private static final int MOST = 12;

    private final StreamGrid grid;

    HeaderLines(StreamGrid grid) {
        this.grid = grid;
    }

    int count() {
        int size = grid.lines().size();
        int data = 0;
        while (data < size && data < MOST && !isData(grid.cells(data))) {
            data++;
        }
        boolean found = data < size && data < MOST;
        int last = 0;
        int first = 0;
        int limit = found ? data : Math.min(size - 1, 5);
        for (int line = 1; line <= limit; line++) {
            if (grid.ruledBefore(line, WIDE)) {
                last = line;
                first = first == 0 ? line : first;
            }
        }
        if (!found) {
            return first > 0
                    ? first
                    : size > 1
                                    && grid.lines().get(0).bold()
                                    && !grid.lines().get(1).bold()
                            ? 1
                            : 0;
        }
        if (last > 0 && !onlyLabels(last)) {
            return last;
        }
        int header = first > 0 ? first : data;
        while (header > 0 && isLabel(grid.cells(header - 1))) {
            header--;
        }
        return header;
    }

    /** Whether the lines from the first rule on to that one are labels of groups of rows. */
    private boolean onlyLabels(int line) {
        return line > 1 && isLabel(grid.cells(line - 1)) && grid.ruledBefore(line - 1, WIDE);
    }

    private static boolean isLabel(List<StreamCell> cells) {
        return cells.size() == 1 && cells.get(0).range().first() == 0;
    }

    /** Whether most of what stands right of the first column are figures, other than years. */
    private static boolean isData(List<StreamCell> cells) {
        int others = 0;
        int figures = 0;
        int years = 0;
        int first = 0;
        for (StreamCell cell : cells) {
            if (cell.range().first() == 0) {
                first = cells.size() > 1 && Tokens.isFigure(cell.last().text()) ? 1 : 0;
                continue;
            }
            others++;
            String text = cell.last().text();
            figures += Tokens.isFigure(text) ? 1 : 0;
            years += Tokens.isYear(text) ? 1 : 0;
        }
        if (others > 0 && years == others && first == 0 && years + first > 0) {
            return false;
        }
        return others > 0 && 2 * figures >= others && figures > 0;
    }
}

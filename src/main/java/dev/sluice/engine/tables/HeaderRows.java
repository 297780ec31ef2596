package dev.sluice.engine.tables;

import java.util.regex.Pattern;

/** Tells how many rows at the top of a table are its header, where the document does not say so itself. */
final class HeaderRows {
    private static final int MOST = 6;
    private static final int LONGEST = 80;
    private static final Pattern FIGURE = Pattern.compile(
            "[(\\[<>≤≥=~±+−–-]{0,3}\\s?[$€£¥]?\\s?-?\\d[\\d.,'’\\s]*(?:\\s?[-–/:]\\s?[\\d.,]+)*\\s?[%‰€$]?[)\\]]?[*†a-z]{0,2}|[-–—.…*]{1,3}|(?i:n/?a)");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d(?:\\s?[-–/]\\s?\\d{2,4})?\\*?");

    private final FoundTable.Grid grid;

    private HeaderRows(FoundTable.Grid grid) {
        this.grid = grid;
    }

    static int of(FoundTable.Grid grid) {
        return new HeaderRows(grid).count();
    }

    /** Whether no row has figures in it. */
    static boolean isTextOnly(FoundTable.Grid grid) {
        HeaderRows rows = new HeaderRows(grid);
        for (int row = 0; row < grid.rows(); row++) {
            if (rows.hasFigures(row)) {
                return false;
            }
        }
        return true;
    }

    private int count() {
        int first = 0;
        while (first < Math.min(MOST, grid.rows()) && !hasFigures(first)) {
            first++;
        }
        if (first == 0 || grid.rows() < 2) {
            return 0;
        }
        int header = first < Math.min(MOST, grid.rows()) ? first : 1;
        // Labels of groups of rows stand between the header and the first figures.
        while (header > 1 && isLabel(header - 1)) {
            header--;
        }
        if (header > 1 && first == header && !levelled(header)) {
            header = 1;
        }
        return Math.min(closed(header), grid.rows() - 1) > 0 && plausible(header) ? closed(header) : 0;
    }

    /** Cells that reach down out of the header take the rows they reach with them. */
    private int closed(int header) {
        int end = header;
        for (FoundTable.Cell cell : grid.cells()) {
            if (cell.row() < end
                    && cell.rowSpan() > 1
                    && cell.row() + cell.rowSpan() <= Math.min(MOST, grid.rows() - 1)) {
                end = Math.max(end, cell.row() + cell.rowSpan());
            }
        }
        return end;
    }

    /** Whether the rows above that one hold together as a header of several levels. */
    private boolean levelled(int end) {
        for (int row = 0; row + 1 < end; row++) {
            boolean spans = false;
            boolean gaps = false;
            for (int column = 0; column < grid.columns(); column++) {
                FoundTable.Cell cell = grid.at(row, column);
                spans |= cell != null && (cell.columnSpan() > 1 || cell.rowSpan() > 1);
                gaps |= cell == null || cell.text().isEmpty();
            }
            if (!spans && !gaps) {
                return false;
            }
        }
        return true;
    }

    private boolean plausible(int header) {
        int texts = 0;
        for (int column = 0; column < grid.columns(); column++) {
            FoundTable.Cell cell = grid.at(header - 1, column);
            if (cell != null && cell.text().length() > LONGEST && grid.columns() < 4) {
                return false;
            }
            texts += cell != null && !cell.text().isEmpty() ? 1 : 0;
        }
        return texts > 0 && (grid.columns() == 1 || 2 * texts >= grid.columns());
    }

    private boolean isLabel(int row) {
        for (int column = 1; column < grid.columns(); column++) {
            FoundTable.Cell cell = grid.at(row, column);
            if (cell != null && cell.column() > 0 && !cell.text().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean hasFigures(int row) {
        int others = 0;
        int figures = 0;
        int years = 0;
        for (int column = 1; column < grid.columns(); column++) {
            FoundTable.Cell cell = grid.at(row, column);
            if (cell == null || cell.text().isEmpty() || cell.column() != column || cell.row() != row) {
                continue;
            }
            others++;
            String text = cell.text();
            boolean figure = text.length() < 40 && FIGURE.matcher(text).matches();
            figures += figure ? 1 : 0;
            years += figure && YEAR.matcher(text).matches() ? 1 : 0;
        }
        FoundTable.Cell stub = grid.at(row, 0);
        boolean label = stub == null || !FIGURE.matcher(stub.text()).matches();
        return others > 0 && figures > 0 && 2 * figures >= others && !(years == others && label && row < 3);
    }
}

package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;

/** Tells tables from what only looks like one: lists, contents, letterheads, labels of charts. */
final class StreamJudge {
    private static final double ALIGNED = 2.0;

    private final StreamGrid grid;
    private final Table table;
    private final int wideRules;
    private final List<List<Table.Cell>> columns = new ArrayList<>();
    private int full;
    private int cells;
    private int figures;
    private int others;
    private int characters;
    private int longCells;

    StreamJudge(StreamGrid grid, int wideRules) {
        this.grid = grid;
        this.table = grid.table();
        this.wideRules = wideRules;
        for (int i = 0; i < grid.columns().count(); i++) {
            columns.add(new ArrayList<>());
        }
        for (Table.Row row : table.rows()) {
            full += row.cells().size() >= 2 ? 1 : 0;
            for (Table.Cell cell : row.cells()) {
                count(cell);
            }
        }
        for (List<Table.Cell> column : columns) {
            boolean numbers = column.stream().anyMatch(cell -> Tokens.isNumber(cell.text()));
            if (numbers && column != columns.get(0)) {
                figures += (int) column.stream()
                        .filter(cell -> Tokens.isFigure(cell.text()))
                        .count();
            }
        }
    }

    private void count(Table.Cell cell) {
        cells++;
        String text = cell.text();
        characters += text.length();
        longCells += text.length() > 90 ? 1 : 0;
        if (cell.column() > 0) {
            others++;
        }
        if (cell.columnSpan() == 1 && cell.column() < columns.size()) {
            columns.get(cell.column()).add(cell);
        }
    }

    Table table() {
        return table;
    }

    boolean accepts() {
        boolean ruled = wideRules >= 2;
        int rows = table.rows().size();
        if (full < (ruled ? 2 : 3) || isContents() || isNumbered() || isKeys()) {
            return false;
        }
        double aligned = aligned();
        double figured = others == 0 ? 0 : figures / (double) others;
        double fill = cells / (double) (rows * columns.size());
        double mean = characters / (double) cells;
        if (ruled) {
            return full >= 0.3 * rows && aligned > 0.5 && longCells < 0.5 * cells;
        }
        if (figured > 0.4) {
            return full >= 0.4 * rows && aligned > 0.6 && fill > 0.35 && mean < 60;
        }
        if (columns.size() == 2) {
            return full >= 4 && full >= 0.85 * rows && aligned > 0.85 && mean < 32 && longCells == 0 && wideRules > 0;
        }
        return full >= 4 && full >= 0.7 * rows && aligned > 0.8 && fill > 0.6 && mean < 32;
    }

    /** The part of the cells whose left, right or middle is that of another cell of the column. */
    private double aligned() {
        int aligned = 0;
        int all = 0;
        for (List<Table.Cell> column : columns) {
            for (Table.Cell cell : column) {
                all++;
                for (Table.Cell other : column) {
                    if (other != cell && cell.box() != null && other.box() != null) {
                        boolean same = Math.abs(cell.box().x0() - other.box().x0()) < ALIGNED
                                || Math.abs(cell.box().x1() - other.box().x1()) < ALIGNED
                                || Math.abs(cell.box().centerX() - other.box().centerX()) < ALIGNED;
                        if (same) {
                            aligned++;
                            break;
                        }
                    }
                }
            }
        }
        return all == 0 ? 0 : aligned / (double) all;
    }

    /** Titles and page numbers. */
    private boolean isContents() {
        if (columns.size() > 3) {
            return false;
        }
        int pages = 0;
        int rising = 0;
        int previous = 0;
        int letters = 0;
        for (Table.Cell cell : columns.get(columns.size() - 1)) {
            String text = cell.text();
            if (text.matches("\\d{1,4}")) {
                pages++;
                rising += Integer.parseInt(text) >= previous ? 1 : 0;
                previous = Integer.parseInt(text);
            } else if (text.matches("[ivxlIVXL]{1,6}")) {
                pages++;
                rising++;
            }
        }
        for (Table.Cell cell : columns.get(Math.max(0, columns.size() - 2))) {
            letters += cell.text().length() > 8 ? 1 : 0;
        }
        int last = columns.get(columns.size() - 1).size();
        return pages >= 3
                && pages >= 0.8 * last
                && rising >= 0.9 * pages
                && letters >= 0.6 * columns.get(Math.max(0, columns.size() - 2)).size();
    }

    /** Transcripts and contracts number their lines, lists their items. */
    private boolean isNumbered() {
        for (List<Table.Cell> column : columns) {
            long bullets =
                    column.stream().filter(c -> Tokens.isBullet(c.text())).count();
            if (column.size() >= 2 && bullets >= 0.8 * column.size() && figures < 0.5 * others) {
                return true;
            }
        }
        int markers = 0;
        for (Table.Cell cell : columns.get(0)) {
            markers += cell.text().matches("\\d{1,3}") || Tokens.isMarker(cell.text()) ? 1 : 0;
        }
        boolean most = markers >= 0.8 * columns.get(0).size();
        return most
                && (columns.size() == 2 && figures < 0.5 * others
                        || sequence() && figures < 0.2 * others && wideRules < 2);
    }

    private boolean sequence() {
        int previous = 0;
        for (Table.Cell cell : columns.get(0)) {
            if (!cell.text().matches("\\d{1,3}") || Integer.parseInt(cell.text()) != previous + 1 && previous > 0) {
                return false;
            }
            previous = Integer.parseInt(cell.text());
        }
        return previous > 0;
    }

    /** Letterheads and forms: words that end with a colon, and what was filled in. */
    private boolean isKeys() {
        int keys = 0;
        for (Table.Cell cell : columns.get(0)) {
            keys += cell.text().endsWith(":") ? 1 : 0;
        }
        return columns.size() == 2 && keys >= 0.6 * columns.get(0).size() && figures < 0.6 * others;
    }
}

package dev.sluice.engine.extract.office;

import java.util.List;

/** Cells of a sheet that stand together. */
record SheetRegion(List<Placed> cells) {
    /** A cell and the places it covers, from 0, the last ones included. */
    record Placed(int row, int column, int lastRow, int lastColumn, String text) {
        boolean isFigure() {
            return text.length() < 40 && text.matches("[(\\-–+]?[$€£¥]?\\s?-?\\d[\\d.,\\s:/%-]*\\)?%?");
        }
    }

    int left() {
        return cells.stream().mapToInt(Placed::column).min().orElse(0);
    }

    /** A title may be merged over more columns than the table has. */
    int right() {
        return cells.stream().mapToInt(Placed::column).max().orElse(0);
    }

    int bottom() {
        return cells.stream().mapToInt(Placed::lastRow).max().orElse(0);
    }

    int top() {
        return cells.stream().mapToInt(Placed::row).min().orElse(0);
    }

    /** Whether it begins with a title or a header rather than with figures: a table of its own. */
    boolean beginsTable() {
        int row = top();
        List<Placed> first = row(row);
        if (first.size() == 1 && right() > left() && bottom() > row) {
            first = row(cells.stream()
                    .mapToInt(Placed::row)
                    .filter(r -> r > row)
                    .min()
                    .orElse(row));
        }
        return first.size() >= 2 && first.stream().noneMatch(Placed::isFigure);
    }

    private List<Placed> row(int row) {
        return cells.stream().filter(cell -> cell.row() == row).toList();
    }
}

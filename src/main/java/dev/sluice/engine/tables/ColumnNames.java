package dev.sluice.engine.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One name for each column of a table, no two the same. */
final class ColumnNames {
    private ColumnNames() {}

    static List<String> of(FoundTable.Grid grid, int headerRows) {
        List<String> names = new ArrayList<>(grid.columns());
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < grid.columns(); column++) {
            String name = name(grid, headerRows, column);
            String unique = name;
            for (int number = 2; !seen.add(unique); number++) {
                unique = name + "_" + number;
            }
            names.add(unique);
        }
        return names;
    }

    /** The texts of the levels of the header, from the top; a title over all columns is none of them. */
    private static String name(FoundTable.Grid grid, int headerRows, int column) {
        StringBuilder name = new StringBuilder();
        FoundTable.Cell last = null;
        for (int row = 0; row < headerRows; row++) {
            FoundTable.Cell cell = grid.at(row, column);
            boolean title = grid.isWhole(row) && headerRows > 1;
            if (cell != null && cell != last && !title && !cell.text().isEmpty()) {
                name.append(name.isEmpty() ? "" : " / ").append(cell.text().replace('\n', ' '));
            }
            last = cell;
        }
        return name.isEmpty() ? "column_" + (column + 1) : name.toString();
    }
}

package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A table of invented figures, with its truth; the same seed gives the same table. */
final class DrawnTable {
    /** Which lines are drawn. */
    enum Style {
        GRID,
        ROWS,
        HEADER_AND_EDGES,
        FRAME_AND_COLUMNS,
        NONE,
        WORDS
    }

    /** A cell; its text has a line feed between printed lines. */
    record Cell(int row, int column, int rowSpan, int columnSpan, String text, boolean header) {}

    private static final String[] PLACES = {
        "Austria", "Belgium", "Czech Republic", "Denmark", "Upper Saxony", "North Carolina", "District of Columbia",
        "Luxembourg", "United Kingdom", "New Hampshire", "Other", "Total, all regions", "Under 18 years", "65 and over"
    };
    private static final String[] HEADS = {
        "Number",
        "Percent",
        "Rate",
        "Total\nexpenditure",
        "Change since\nlast year",
        "Population",
        "Average\nsize",
        "Male",
        "Female",
        "Cost",
        "Share of\ntotal",
        "Area"
    };
    private static final String[] GROUPS = {"Actual", "Projected", "First quarter", "Public schools", "All persons"};
    private static final String[] WORDS = {
        "Annual report", "Ministry of Finance", "in force", "under review", "Regulation 1234", "Directive on waste",
        "not applicable", "Member States", "National agency", "adopted", "Guidance notes", "pilot phase"
    };

    private final Random random;
    private final Style style;
    private final List<Cell> cells = new ArrayList<>();
    private final int columns;
    private int rows;

    DrawnTable(Style style, int seed) {
        this.style = style;
        this.random = new Random(31L * seed + style.ordinal());
        this.columns = style == Style.WORDS ? 3 + random.nextInt(2) : 3 + random.nextInt(5);
        header();
        int body = 5 + random.nextInt(14);
        for (int i = 0; i < body; i++) {
            if (style != Style.WORDS && i % 6 == 3 && random.nextInt(3) == 0) {
                cells.add(new Cell(rows++, 0, 1, 1, "Group " + (char) ('A' + i), false));
            }
            row(i);
        }
    }

    private void header() {
        boolean levels = columns >= 5 && style != Style.WORDS && random.nextBoolean();
        if (levels) {
            int half = 1 + (columns - 1) / 2;
            cells.add(new Cell(0, 1, 1, half - 1, GROUPS[random.nextInt(GROUPS.length)], true));
            cells.add(new Cell(0, half, 1, columns - half, GROUPS[random.nextInt(GROUPS.length)] + " 2", true));
            rows = 1;
        }
        int high = levels ? 2 : 1;
        cells.add(new Cell(rows + 1 - high, 0, high, 1, style == Style.WORDS ? "Measure" : "Region", true));
        int from = random.nextInt(HEADS.length);
        for (int column = 1; column < columns; column++) {
            cells.add(new Cell(rows, column, 1, 1, HEADS[(from + column) % HEADS.length], true));
        }
        rows++;
    }

    private void row(int number) {
        String label = style == Style.WORDS
                ? WORDS[random.nextInt(WORDS.length)] + " " + (number + 1)
                : PLACES[random.nextInt(PLACES.length)];
        cells.add(new Cell(rows, 0, 1, 1, label, false));
        for (int column = 1; column < columns; column++) {
            String text = style == Style.WORDS ? WORDS[random.nextInt(WORDS.length)] : figure(column);
            cells.add(new Cell(rows, column, 1, 1, text, false));
        }
        rows++;
    }

    private String figure(int column) {
        if (random.nextInt(15) == 0) {
            return "n/a";
        }
        return switch (column % 4) {
            case 0 -> String.format(Locale.ROOT, "(%.1f)", random.nextDouble() * 50);
            case 1 -> String.format(Locale.ROOT, "%,d", random.nextInt(2_000_000));
            case 2 -> String.format(Locale.ROOT, "%.1f%%", random.nextDouble() * 100);
            default -> String.format(Locale.ROOT, "$%,.2f", random.nextDouble() * 90_000);
        };
    }

    /** Whether lines are drawn between the columns. */
    boolean isUpright() {
        return style == Style.GRID || style == Style.FRAME_AND_COLUMNS;
    }

    Style style() {
        return style;
    }

    List<Cell> cells() {
        return cells;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    int headerRows() {
        return cells.stream()
                .filter(Cell::header)
                .mapToInt(cell -> cell.row() + cell.rowSpan())
                .max()
                .orElse(0);
    }

    /** As the scorer reads it. */
    Map<String, Object> truth() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Cell cell : cells) {
            list.add(Map.of(
                    "row",
                    cell.row(),
                    "col",
                    cell.column(),
                    "colSpan",
                    cell.columnSpan(),
                    "rowSpan",
                    cell.rowSpan(),
                    "text",
                    cell.text()));
        }
        return Map.of("cells", list);
    }
}

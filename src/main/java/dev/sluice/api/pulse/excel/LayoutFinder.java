package dev.sluice.api.pulse.excel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a template asks for. Two or more texts side by side are the headers of a table, unless they end with a
 * colon; a single text with nothing to its right is the label of the cell there. Tables that the workbook itself knows
 * are taken as they are. What a formula computes is not asked for.
 */
final class LayoutFinder {
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_NAMES = 500;
    private static final int LONGEST_NAME = 200;
    private static final Pattern USUAL_SHEET = Pattern.compile("(?iu)(sheet|tabelle|hoja|feuil|blatt)\\s*\\d*");
    private static final Pattern TOTAL = Pattern.compile("(?iu).*\\b(total|subtotal|sum|summe|gesamt|suma|somme)\\b.*");

    private final List<Layout.Field> fields = new ArrayList<>();
    private final List<Layout.Grid> grids = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final XSSFWorkbook workbook;

    private LayoutFinder(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it asks for nothing, or for too much
     */
    static Layout find(XSSFWorkbook workbook) {
        LayoutFinder finder = new LayoutFinder(workbook);
        for (int sheet = 0; sheet < workbook.getNumberOfSheets(); sheet++) {
            if (!workbook.isSheetHidden(sheet) && !workbook.isSheetVeryHidden(sheet)) {
                finder.sheet(sheet);
            }
        }
        finder.grids.sort(Comparator.comparingInt(Layout.Grid::sheet).thenComparingInt(Layout.Grid::header));
        Layout layout = new Layout(finder.fields, finder.grids);
        if (layout.fields().isEmpty() && layout.grids().isEmpty()) {
            throw new IllegalArgumentException(
                    "it has neither a row of headers nor a label with an empty cell to its right");
        }
        return layout;
    }

    private void sheet(int index) {
        XSSFSheet sheet = workbook.getSheetAt(index);
        Set<Integer> taken = new HashSet<>();
        for (XSSFTable table : sheet.getTables()) {
            table(index, sheet, table, taken);
        }
        String title = "";
        for (int row = Math.max(0, sheet.getFirstRowNum()); row <= sheet.getLastRowNum(); row++) {
            if (!taken.contains(row) && sheet.getRow(row) != null) {
                title = row(index, sheet, row, title, taken);
            }
        }
    }

    /** Reads one row, and says which title it is for what comes below it; else the one that it was given. */
    private String row(int index, XSSFSheet sheet, int row, String title, Set<Integer> taken) {
        Row cells = sheet.getRow(row);
        int last = Math.min(MOST_COLUMNS, cells.getLastCellNum());
        String next = title;
        for (int column = Math.max(0, cells.getFirstCellNum()); column < last; column++) {
            String text = Cells.text(sheet, row, column);
            if (text.isEmpty()) {
                continue;
            }
            int end = column;
            while (end + 1 < last && !Cells.text(sheet, row, end + 1).isEmpty()) {
                end++;
            }
            if (end > column && !text.endsWith(":")) {
                if (grid(
                        index,
                        sheet,
                        row,
                        column,
                        end,
                        name(sheet, title),
                        null,
                        rowsBelow(sheet, row, column, end),
                        taken)) {
                    next = "";
                }
                column = end;
                continue;
            }
            int value = Cells.lastMerged(sheet, row, column) + 1;
            if (isTitle(sheet, row, column, value)) {
                next = text;
            } else if (!isSum(sheet, row, text, value)
                    && (Cells.isBlank(sheet, row, value)
                            || text.endsWith(":") && !Cells.isFormula(sheet, row, value))) {
                field(index, sheet, row, column, value, text);
            }
            column = value;
        }
        return next;
    }

    /** A text before a sum that the workbook computes, in whichever column. */
    private static boolean isSum(XSSFSheet sheet, int row, String text, int from) {
        boolean computed = false;
        for (int column = from; column < sheet.getRow(row).getLastCellNum(); column++) {
            computed |= Cells.isFormula(sheet, row, column);
        }
        return computed && TOTAL.matcher(text).matches();
    }

    /** A text that stands over something: merged over several columns, or alone and directly above headers. */
    private static boolean isTitle(XSSFSheet sheet, int row, int column, int next) {
        if (Cells.text(sheet, row, column).endsWith(":")) {
            return false;
        }
        if (next > column + 1) {
            return true;
        }
        boolean alone = sheet.getRow(row).getPhysicalNumberOfCells() == 1 || Cells.isBlank(sheet, row, next);
        int below = row + (Cells.isBlank(sheet, row + 1, column) ? 2 : 1);
        return alone
                && !Cells.text(sheet, below, column).isEmpty()
                && !Cells.text(sheet, below, column + 1).isEmpty()
                && !Cells.text(sheet, below, column).endsWith(":");
    }

    private void field(int index, XSSFSheet sheet, int row, int labelColumn, int column, String text) {
        String name = unique(clean(text));
        Cell label = Cells.at(sheet, row, labelColumn);
        fields.add(new Layout.Field(name, CellSchema.of(clean(text), label, sheet, row, column), index, row, column));
    }

    private void table(int index, XSSFSheet sheet, XSSFTable table, Set<Integer> taken) {
        if (table.getHeaderRowCount() == 0) {
            return;
        }
        int first = table.getStartRowIndex();
        int rows = table.getEndRowIndex() - first - table.getTotalsRowCount();
        grid(
                index,
                sheet,
                first,
                table.getStartColIndex(),
                table.getEndColIndex(),
                table.getDisplayName(),
                table.getName(),
                rows,
                taken);
        for (int row = first; row <= table.getEndRowIndex(); row++) {
            taken.add(row);
        }
    }

    private boolean grid(
            int index,
            XSSFSheet sheet,
            int header,
            int from,
            int to,
            String name,
            @Nullable String table,
            int rows,
            Set<Integer> taken) {
        Set<String> own = new HashSet<>();
        List<Layout.Column> columns = new ArrayList<>();
        for (int column = from; column <= Math.min(to, from + MOST_COLUMNS); column++) {
            String text = clean(Cells.text(sheet, header, column));
            if (!text.isEmpty() && !Cells.isFormula(sheet, header + 1, column)) {
                String unique = text;
                for (int n = 2; !own.add(unique); n++) {
                    unique = text + " " + n;
                }
                columns.add(new Layout.Column(
                        unique,
                        CellSchema.of(text, Cells.at(sheet, header, column), sheet, header + 1, column),
                        column));
            }
        }
        if (columns.isEmpty()) {
            return false;
        }
        grids.add(new Layout.Grid(unique(name), index, header, rows, columns, table));
        for (int row = header; row <= header + rows; row++) {
            taken.add(row);
        }
        return true;
    }

    /** How many rows there are for answers: examples, and empty ones before the next thing in those columns. */
    private static int rowsBelow(XSSFSheet sheet, int header, int from, int to) {
        int rows = 0;
        boolean examples = true;
        for (int row = header + 1; row <= sheet.getLastRowNum(); row++) {
            boolean blank = true;
            for (int column = from; column <= to; column++) {
                blank &= Cells.isBlank(sheet, row, column);
            }
            if (!blank
                    && (!examples || TOTAL.matcher(Cells.text(sheet, row, from)).matches())) {
                return rows;
            }
            examples &= !blank;
            rows++;
        }
        return rows;
    }

    private static String name(XSSFSheet sheet, String title) {
        if (!title.isEmpty()) {
            return clean(title);
        }
        String name = sheet.getSheetName().strip();
        return USUAL_SHEET.matcher(name).matches() ? "rows" : name;
    }

    private String unique(String name) {
        if (names.size() >= MOST_NAMES) {
            throw new IllegalArgumentException("it asks for more than " + MOST_NAMES + " things");
        }
        String unique = name;
        for (int n = 2; !names.add(unique); n++) {
            unique = name + " " + n;
        }
        return unique;
    }

    private static String clean(String text) {
        String clean = text.replaceAll("\\s+", " ").replaceAll("[\\s:*]+$", "").strip();
        return clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    }
}

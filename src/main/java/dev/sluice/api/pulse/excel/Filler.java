package dev.sluice.api.pulse.excel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellCopyPolicy;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into a template. Numbers, dates and yes or no become cells of their kind; every text stays a text,
 * whatever it begins with. The template's formulas stay, follow rows that are added, and are computed by whoever opens
 * the workbook.
 */
final class Filler {
    /** A workbook is held in memory whole. */
    static final int MOST_ROWS = 20_000;

    private static final Pattern RANGE =
            Pattern.compile("(?<![A-Za-z!])(\\$?[A-Z]{1,3}\\$?)(\\d{1,7})(:\\$?[A-Z]{1,3}\\$?)(\\d{1,7})(?!\\d)");
    private static final int LONGEST_TEXT = SpreadsheetVersion.EXCEL2007.getMaxTextLength();

    private static final CellCopyPolicy FORMULAS_AND_FORMATS = new CellCopyPolicy.Builder()
            .cellValue(true) // formulas count as values
            .cellFormula(true)
            .cellStyle(true)
            .mergedRegions(false)
            .rowHeight(true)
            .build();

    private final XSSFWorkbook workbook;
    private final Map<String, CellStyle> styles = new HashMap<>();

    private Filler(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    /** Writes them; the tables of a sheet from the lowest up, since adding rows moves what is below. */
    static void fill(XSSFWorkbook workbook, Layout layout, JsonNode values) {
        Filler filler = new Filler(workbook);
        for (Layout.Field field : layout.fields()) {
            XSSFSheet sheet = workbook.getSheetAt(field.sheet());
            filler.set(cell(sheet, field.row(), field.column()), values.path(field.name()));
        }
        for (int i = layout.grids().size() - 1; i >= 0; i--) {
            Layout.Grid grid = layout.grids().get(i);
            filler.grid(workbook.getSheetAt(grid.sheet()), grid, values.path(grid.name()));
        }
        workbook.setForceFormulaRecalculation(true);
    }

    private void grid(XSSFSheet sheet, Layout.Grid grid, JsonNode rows) {
        int first = grid.header() + 1;
        int added = Math.max(0, rows.size() - Math.max(1, grid.rows()));
        if (added > 0) {
            insert(sheet, grid, added);
        }
        for (int i = 0; i < Math.max(rows.size(), grid.rows()); i++) {
            if (i > 0 && i < rows.size() && isEmpty(sheet.getRow(first + i))) {
                copyModel(sheet, first, first + i);
            }
            for (Layout.Column column : grid.columns()) {
                set(cell(sheet, first + i, column.column()), rows.path(i).path(column.name()));
            }
        }
        if (grid.table() != null) {
            extend(sheet, grid, rows.size());
        }
    }

    /** The first row is the model of all: its formulas, which follow, and its formats. */
    private static void copyModel(XSSFSheet sheet, int model, int row) {
        sheet.copyRows(model, model, row, FORMULAS_AND_FORMATS);
        for (Cell cell : sheet.getRow(row)) {
            if (cell.getCellType() != CellType.FORMULA) {
                cell.setBlank();
            }
        }
    }

    private static boolean isEmpty(@Nullable Row row) {
        if (row != null) {
            for (Cell cell : row) {
                if (cell.getCellType() != CellType.BLANK) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Below the last row that is there; what sums the rows up then sums the new ones too. */
    private static void insert(XSSFSheet sheet, Layout.Grid grid, int added) {
        int oldLast = grid.header() + Math.max(1, grid.rows());
        int last = sheet.getLastRowNum();
        if (oldLast < last) {
            sheet.shiftRows(oldLast + 1, last, added, true, false);
        }
        for (Row row : sheet) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.FORMULA && row.getRowNum() > oldLast) {
                    cell.setCellFormula(widened(cell.getCellFormula(), grid.header(), oldLast + 1, added));
                }
            }
        }
    }

    /** A range that begins in the table and ends with its last row, counted from 1, ends with the new last row. */
    private static String widened(String formula, int from, int last, int added) {
        return RANGE.matcher(formula)
                .replaceAll(range -> Integer.parseInt(range.group(2)) > from && Integer.parseInt(range.group(4)) == last
                        ? Matcher.quoteReplacement(range.group(1) + range.group(2) + range.group(3) + (last + added))
                        : Matcher.quoteReplacement(range.group()));
    }

    private static void extend(XSSFSheet sheet, Layout.Grid grid, int rows) {
        for (XSSFTable table : sheet.getTables()) {
            if (table.getName().equals(grid.table()) && rows > grid.rows() && table.getTotalsRowCount() == 0) {
                table.setArea(new AreaReference(
                        new CellReference(grid.header(), table.getStartColIndex()),
                        new CellReference(grid.header() + rows, table.getEndColIndex()),
                        SpreadsheetVersion.EXCEL2007));
            }
        }
    }

    private static Cell cell(XSSFSheet sheet, int row, int column) {
        Row cells = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        Cell cell = cells.getCell(column);
        return cell == null ? cells.createCell(column) : cell;
    }

    private void set(Cell cell, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            cell.setBlank();
        } else if (value.isNumber()) {
            cell.setCellValue(value.doubleValue());
        } else if (value.isBoolean()) {
            cell.setCellValue(value.booleanValue());
        } else if (value.isArray()) {
            text(
                    cell,
                    StreamSupport.stream(value.spliterator(), false)
                            .map(item -> item.isTextual() ? item.textValue() : item.toString())
                            .collect(Collectors.joining("; ")));
        } else if (value.isTextual()) {
            date(cell, value.textValue());
        } else {
            text(cell, value.toString());
        }
    }

    private void date(Cell cell, String text) {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                dated(cell, LocalDate.parse(text).atStartOfDay(), "yyyy-mm-dd");
                return;
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?")) {
                dated(cell, LocalDateTime.parse(text), "yyyy-mm-dd hh:mm");
                return;
            }
        } catch (DateTimeException e) {
            // no date after all
        }
        text(cell, text);
    }

    private void dated(Cell cell, LocalDateTime date, String format) {
        if (date.getYear() < 1900) {
            text(cell, date.toLocalDate().toString()); // before a workbook's time begins
            return;
        }
        cell.setCellValue(date);
        if (!DateUtil.isCellDateFormatted(cell)) {
            short wanted = workbook.createDataFormat().getFormat(format);
            cell.setCellStyle(style(cell, format, style -> style.setDataFormat(wanted)));
        }
    }

    /** Stored as a text, so never computed; marked where somebody who edits the cell might otherwise start a formula. */
    private void text(Cell cell, String text) {
        String clean = text.codePoints()
                .filter(c -> c >= ' ' || c == '\n' || c == '\t')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        cell.setCellValue(clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT - 1) + "…" : clean);
        if (!clean.isEmpty() && "=+-@\t".indexOf(clean.charAt(0)) >= 0) {
            cell.setCellStyle(style(cell, "'", style -> style.setQuotePrefixed(true)));
        }
    }

    private interface Change {
        void apply(CellStyle style);
    }

    private CellStyle style(Cell cell, String kind, Change change) {
        return styles.computeIfAbsent(kind + cell.getCellStyle().getIndex(), key -> {
            CellStyle style = workbook.createCellStyle();
            style.cloneStyleFrom(((XSSFCell) cell).getCellStyle());
            change.apply(style);
            return style;
        });
    }
}

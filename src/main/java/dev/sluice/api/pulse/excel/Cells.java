package dev.sluice.api.pulse.excel;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/** Looks at the cells of a sheet. */
final class Cells {
    private Cells() {}

    static @Nullable Cell at(Sheet sheet, int row, int column) {
        Row found = sheet.getRow(row);
        return found == null ? null : found.getCell(column);
    }

    /** The text that stands there; empty if none does. */
    static String text(Sheet sheet, int row, int column) {
        Cell cell = at(sheet, row, column);
        return cell != null && cell.getCellType() == CellType.STRING
                ? cell.getStringCellValue().strip()
                : "";
    }

    static boolean isFormula(Sheet sheet, int row, int column) {
        Cell cell = at(sheet, row, column);
        return cell != null && cell.getCellType() == CellType.FORMULA;
    }

    /** Whether nothing stands there. */
    static boolean isBlank(Sheet sheet, int row, int column) {
        Cell cell = at(sheet, row, column);
        return cell == null
                || cell.getCellType() == CellType.BLANK
                || cell.getCellType() == CellType.STRING
                        && cell.getStringCellValue().isBlank();
    }

    /** The last column of the merged cells that begin or lie there. */
    static int lastMerged(Sheet sheet, int row, int column) {
        for (CellRangeAddress merged : sheet.getMergedRegions()) {
            if (merged.isInRange(row, column)) {
                return merged.getLastColumn();
            }
        }
        return column;
    }
}

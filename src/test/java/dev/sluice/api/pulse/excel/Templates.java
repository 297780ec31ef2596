package dev.sluice.api.pulse.excel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFDataValidationHelper;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks as people make them. */
final class Templates {
    private Templates() {}

    /** A form on top, below it a table with a formula in each row and a sum. */
    static XSSFWorkbook invoice() {
        XSSFWorkbook workbook = new XSSFWorkbook();
        XSSFSheet sheet = workbook.createSheet("Sheet1");
        put(sheet, 0, 0, "Invoice");
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
        put(sheet, 2, 0, "Invoice number:");
        put(sheet, 3, 0, "Issued on");
        CellStyle date = workbook.createCellStyle();
        date.setDataFormat(workbook.createDataFormat().getFormat("dd.mm.yyyy"));
        cell(sheet, 3, 1).setCellStyle(date);
        put(sheet, 4, 0, "Currency");
        XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
        sheet.addValidationData(helper.createValidation(
                helper.createExplicitListConstraint(new String[] {"EUR", "USD"}),
                new CellRangeAddressList(4, 4, 1, 1)));
        put(sheet, 5, 0, "Computed");
        cell(sheet, 5, 1).setCellFormula("D11*2");
        put(sheet, 7, 0, "Line items");
        String[] heads = {"Description", "Quantity", "Unit price", "Line total"};
        for (int i = 0; i < heads.length; i++) {
            put(sheet, 8, i, heads[i]);
        }
        cell(sheet, 9, 3).setCellFormula("B10*C10");
        put(sheet, 10, 0, "Total");
        cell(sheet, 10, 3).setCellFormula("SUM(D10:D10)");
        return workbook;
    }

    static void put(XSSFSheet sheet, int row, int column, String text) {
        cell(sheet, row, column).setCellValue(text);
    }

    static Cell cell(XSSFSheet sheet, int row, int column) {
        if (sheet.getRow(row) == null) {
            sheet.createRow(row);
        }
        return sheet.getRow(row).createCell(column);
    }

    static byte[] bytes(XSSFWorkbook workbook) throws IOException {
        try (workbook;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            workbook.write(out);
            return out.toByteArray();
        }
    }

    static String base64(XSSFWorkbook workbook) throws IOException {
        return Base64.getEncoder().encodeToString(bytes(workbook));
    }
}

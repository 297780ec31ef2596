package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.usermodel.HSSFObjectData;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;

/** Spreadsheets of Excel 97 to 2003 (xls), read as the newer ones are; older ones are left to the next extractor. */
public final class OldSheetsExtractor implements Extractor {
    private final Extractor older;

    public OldSheetsExtractor(Extractor older) {
        this.older = older;
    }

    @Override
    public boolean reads(String mediaType) {
        return mediaType.equals("application/vnd.ms-excel");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(document.toFile(), true);
                HSSFWorkbook book = new HSSFWorkbook(files)) {
            SummaryInformation summary = book.getSummaryInformation();
            if (summary != null) {
                sink.metadata("title", summary.getTitle());
                sink.metadata("author", summary.getAuthor());
            }
            DataFormatter formatter = new DataFormatter(Locale.US);
            formatter.setUseCachedValuesForFormulaCells(true);
            sink.pageCount(book.getNumberOfSheets());
            sink.options().pages().check(book.getNumberOfSheets());
            for (int i = 0; i < book.getNumberOfSheets(); i++) {
                boolean hidden = book.getSheetVisibility(i) != SheetVisibility.VISIBLE
                        && !sink.options().hidden().sheets();
                if (hidden || !sink.options().pages().includes(i + 1)) {
                    continue;
                }
                sink.add(Block.heading(1, book.getSheetName(i), i + 1, null));
                sheet(book.getSheetAt(i), formatter, new SheetCells(sink, book.getSheetName(i)), i + 1);
            }
            AttachmentList attachments = new AttachmentList();
            for (HSSFObjectData object : book.getAllEmbeddedObjects()) {
                attachments.add(object.getOLE2ClassName());
            }
            attachments.report(sink);
        } catch (OldExcelFormatException e) {
            older.extract(document, mediaType, sink);
        }
    }

    private static void sheet(HSSFSheet sheet, DataFormatter formatter, SheetCells cells, int page) {
        for (Row row : sheet) {
            if (row.getZeroHeight()) {
                cells.hideRow(row.getRowNum());
            }
            for (Cell cell : row) {
                if (sheet.isColumnHidden(cell.getColumnIndex())) {
                    cells.hideColumns(cell.getColumnIndex(), cell.getColumnIndex());
                }
                cells.cell(cell.getRowIndex(), cell.getColumnIndex(), formatter.formatCellValue(cell));
            }
        }
        for (CellRangeAddress range : sheet.getMergedRegions()) {
            cells.merge(range.getFirstRow(), range.getFirstColumn(), range.getLastRow(), range.getLastColumn());
        }
        cells.finish(page);
        sheet.getCellComments()
                .values()
                .forEach(comment -> cells.aside(comment.getString().getString(), page));
    }
}

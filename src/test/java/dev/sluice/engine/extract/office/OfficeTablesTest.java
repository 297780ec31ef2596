package dev.sluice.engine.extract.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentExtraction;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.parser.ParseTask;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeTablesTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @TempDir
    Path folder;

    private List<Table> tables(Path document, String mediaType) throws Exception {
        Path output = Files.createTempDirectory(folder, "out");
        DocumentExtraction extraction = new DocumentExtraction(List.of(
                new SheetsExtractor(),
                new OldSheetsExtractor(new OfficeExtractor()),
                new SlidesExtractor(),
                new HtmlExtractor()));
        extraction.run(new ParseTask(
                document.toString(),
                document.getFileName().toString(),
                mediaType,
                output.toString(),
                new ParseTask.Limits(100, 10_000_000, 10_000, 1_000_000),
                new ParseTask.Ocr("", "auto", 1_000, 300),
                JsonNodeFactory.instance.objectNode()));
        return LayoutReader.read(output.resolve(Extraction.LAYOUT)).blocks().stream()
                .map(Block::table)
                .filter(Objects::nonNull)
                .toList();
    }

    private Path save(Workbook book, String name) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            book.write(out);
        }
        book.close();
        return file;
    }

    private static void row(Sheet sheet, int number, int column, Object... values) {
        Row row = sheet.getRow(number) == null ? sheet.createRow(number) : sheet.getRow(number);
        for (int i = 0; i < values.length; i++) {
            Cell cell = row.createCell(column + i);
            if (values[i] instanceof Number figure) {
                cell.setCellValue(figure.doubleValue());
            } else {
                cell.setCellValue(values[i].toString());
            }
        }
    }

    private static List<String> texts(Table table, int row) {
        return table.rows().get(row).cells().stream().map(Table.Cell::text).toList();
    }

    private static void fill(Workbook book) {
        Sheet sheet = book.createSheet("Votes");
        row(sheet, 0, 0, "Country", "2007", "");
        row(sheet, 1, 1, "N", "Share");
        row(sheet, 2, 0, "Austria", 1234.5, 0.25);
        sheet.addMergedRegion(new CellRangeAddress(0, 1, 0, 0));
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 1, 2));
        CellStyle money = book.createCellStyle();
        money.setDataFormat(book.createDataFormat().getFormat("#,##0.00"));
        sheet.getRow(2).getCell(1).setCellStyle(money);
        CellStyle percent = book.createCellStyle();
        percent.setDataFormat(book.createDataFormat().getFormat("0%"));
        sheet.getRow(2).getCell(2).setCellStyle(percent);
    }

    @Test
    void merged_regions_and_formats_are_read_as_displayed() throws Exception {
        for (boolean old : new boolean[] {false, true}) {
            Workbook book = old ? new HSSFWorkbook() : new XSSFWorkbook();
            fill(book);
            List<Table> tables = tables(save(book, old ? "a.xls" : "a.xlsx"), old ? "application/vnd.ms-excel" : XLSX);

            assertThat(tables).hasSize(1);
            List<Table.Cell> first = tables.get(0).rows().get(0).cells();
            assertThat(first).extracting(Table.Cell::text).containsExactly("Country", "2007");
            assertThat(first.get(0).rowSpan()).isEqualTo(2);
            assertThat(first.get(1).columnSpan()).isEqualTo(2);
            assertThat(texts(tables.get(0), 2)).containsExactly("Austria", "1,234.50", "25%");
        }
    }

    @Test
    void empty_rows_and_columns_part_the_tables_of_a_sheet() throws Exception {
        Workbook book = new XSSFWorkbook();
        Sheet sheet = book.createSheet("All");
        row(sheet, 0, 0, "City", "Size");
        row(sheet, 1, 0, "Rome", 3);
        row(sheet, 2, 0, "Oslo", 1);
        row(sheet, 0, 4, "Name", "Age");
        row(sheet, 1, 4, "Ann", 30);
        row(sheet, 2, 4, "Bob", 40);
        row(sheet, 6, 0, "Item", "Price");
        row(sheet, 7, 0, "Pen", 2);

        List<Table> tables = tables(save(book, "b.xlsx"), XLSX);

        assertThat(tables)
                .extracting(table -> texts(table, 0))
                .containsExactly(List.of("City", "Size"), List.of("Name", "Age"), List.of("Item", "Price"));
    }

    @Test
    void an_empty_row_among_figures_does_not_part_a_table() throws Exception {
        Workbook book = new XSSFWorkbook();
        Sheet sheet = book.createSheet("One");
        row(sheet, 0, 0, "City", "Size");
        row(sheet, 1, 0, "Rome", 3);
        row(sheet, 3, 0, "Total", 3);

        List<Table> tables = tables(save(book, "c.xlsx"), XLSX);

        assertThat(tables).hasSize(1);
        assertThat(tables.get(0).rows()).hasSize(3);
    }

    @Test
    void merged_cells_of_a_slide_stand_once() throws Exception {
        Path file = folder.resolve("d.pptx");
        try (XMLSlideShow show = new XMLSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            XSLFTable table = show.createSlide().createTable(2, 3);
            table.getCell(0, 0).setText("head");
            table.getCell(0, 2).setText("c");
            table.getCell(1, 0).setText("x");
            table.mergeCells(0, 0, 0, 1);
            show.write(out);
        }

        Table table = tables(file, "application/vnd.openxmlformats-officedocument.presentationml.presentation")
                .get(0);

        assertThat(texts(table, 0)).containsExactly("head", "c");
        assertThat(table.rows().get(0).cells().get(0).columnSpan()).isEqualTo(2);
    }

    @Test
    void html_tells_data_tables_from_those_that_arrange_the_page() throws Exception {
        Path file = folder.resolve("e.html");
        Files.writeString(
                file,
                "<table><tr><td><table><tr><th rowspan=2>Country<th colspan=2>2007</tr><tr><th>N<th>Share</tr>"
                        + "<tr><td>Austria<td>1<td>2</tr></table></td><td>beside</td></tr></table>"
                        + "<table><tr><td>Only<td>one row</tr></table>");

        List<Table> tables = tables(file, "text/html");

        assertThat(tables).hasSize(1);
        assertThat(tables.get(0).headerRows()).isEqualTo(2);
        assertThat(texts(tables.get(0), 2)).containsExactly("Austria", "1", "2");
    }
}

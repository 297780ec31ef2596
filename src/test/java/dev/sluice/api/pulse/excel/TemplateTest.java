package dev.sluice.api.pulse.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private final ObjectMapper json = new ObjectMapper();
    private final TemplateFile file = new TemplateFile();

    private JsonNode schema(XSSFWorkbook workbook) throws IOException {
        return file.open(TemplateFile.decode(Templates.base64(workbook)), LayoutFinder::find)
                .schema();
    }

    private XSSFWorkbook filled(XSSFWorkbook template, String values) throws IOException {
        byte[] bytes = Templates.bytes(template);
        return file.open(bytes, workbook -> {
            Filler.fill(workbook, LayoutFinder.find(workbook), json.readTree(values));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
        });
    }

    @Test
    void labels_and_headers_become_properties_with_the_types_of_their_cells() throws IOException {
        JsonNode properties = schema(Templates.invoice()).path("properties");

        assertThat(properties.fieldNames())
                .toIterable()
                .containsExactly("Invoice number", "Issued on", "Currency", "Line items");
        assertThat(properties.at("/Invoice number/type").asText()).isEqualTo("string");
        assertThat(properties.at("/Issued on/format").asText()).isEqualTo("date");
        assertThat(properties.at("/Currency/enum").toString()).isEqualTo("[\"EUR\",\"USD\"]");
        JsonNode item = properties.at("/Line items/items/properties");
        assertThat(item.fieldNames()).toIterable().containsExactly("Description", "Quantity", "Unit price");
        assertThat(item.at("/Quantity/type").asText()).isEqualTo("number");
    }

    @Test
    void values_come_to_lie_in_their_cells_and_formulas_follow_the_rows_that_are_added() throws IOException {
        XSSFWorkbook workbook = filled(
                Templates.invoice(),
                "{\"Invoice number\":\"0042\",\"Issued on\":\"2026-03-01\",\"Currency\":null,\"Line items\":["
                        + "{\"Description\":\"a\",\"Quantity\":2,\"Unit price\":1.5},"
                        + "{\"Description\":\"b\",\"Quantity\":3,\"Unit price\":2},"
                        + "{\"Description\":\"c\",\"Quantity\":1,\"Unit price\":4}]}");

        XSSFSheet sheet = workbook.getSheetAt(0);
        assertThat(sheet.getRow(2).getCell(1).getStringCellValue()).isEqualTo("0042");
        assertThat(sheet.getRow(3).getCell(1).getLocalDateTimeCellValue()).hasToString("2026-03-01T00:00");
        assertThat(sheet.getRow(3).getCell(1).getCellStyle().getDataFormatString())
                .isEqualTo("dd.mm.yyyy");
        assertThat(IntStream.rangeClosed(9, 11)
                        .mapToObj(row -> sheet.getRow(row).getCell(0).getStringCellValue()))
                .containsExactly("a", "b", "c");
        assertThat(IntStream.rangeClosed(9, 11)
                        .mapToObj(row -> sheet.getRow(row).getCell(3).getCellFormula()))
                .containsExactly("B10*C10", "B11*C11", "B12*C12");
        assertThat(sheet.getRow(12).getCell(0).getStringCellValue()).isEqualTo("Total");
        assertThat(sheet.getRow(12).getCell(3).getCellFormula()).isEqualTo("SUM(D10:D12)");
        assertThat(workbook.getForceFormulaRecalculation()).isTrue();
        assertThat(workbook.getCreationHelper()
                        .createFormulaEvaluator()
                        .evaluate(sheet.getRow(12).getCell(3))
                        .getNumberValue())
                .isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-2", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "\t=1"})
    void no_text_of_a_document_becomes_a_formula(String text) throws IOException {
        XSSFWorkbook workbook = filled(
                Templates.invoice(),
                json.createObjectNode().put("Invoice number", text).toString());

        var cell = workbook.getSheetAt(0).getRow(2).getCell(1);
        assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
        assertThat(cell.getStringCellValue()).isEqualTo(text);
        assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
    }

    @Test
    void a_table_of_the_workbooks_own_is_taken_as_it_is_and_grows() throws IOException {
        XSSFWorkbook template = new XSSFWorkbook();
        XSSFSheet sheet = template.createSheet("People");
        Templates.put(sheet, 3, 1, "Name");
        Templates.put(sheet, 3, 2, "Born on date");
        Templates.put(sheet, 4, 1, "an example");
        var table = sheet.createTable(new AreaReference("B4:C5", template.getSpreadsheetVersion()));
        table.setName("Persons");
        table.setDisplayName("Persons");

        assertThat(schema(template).at("/properties/Persons/items/properties").fieldNames())
                .toIterable()
                .containsExactly("Name", "Born on date");
    }

    @Test
    void examples_below_headers_give_way_to_the_answers() throws IOException {
        XSSFWorkbook template = new XSSFWorkbook();
        XSSFSheet sheet = template.createSheet("Tabelle1");
        Templates.put(sheet, 0, 0, "Name");
        Templates.put(sheet, 0, 1, "City");
        Templates.put(sheet, 1, 0, "Jane Example");
        Templates.put(sheet, 1, 1, "Exampleton");

        XSSFWorkbook workbook = filled(template, "{\"rows\":[{\"Name\":\"Ann\",\"City\":null}]}");

        assertThat(workbook.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
                .isEqualTo("Ann");
        assertThat(workbook.getSheetAt(0).getRow(1).getCell(1).getCellType()).isEqualTo(CellType.BLANK);
    }

    private static byte[] zip(String name, byte[] content, int times) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < times; i++) {
                zip.putNextEntry(new ZipEntry(i == 0 ? name : name + i));
                zip.write(content);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private void refused(byte[] content, String sentence) {
        assertThatThrownBy(() ->
                        file.open(TemplateFile.decode(Base64.getEncoder().encodeToString(content)), LayoutFinder::find))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void what_is_no_workbook_that_can_be_filled_is_refused_with_a_sentence() throws IOException {
        refused("hello".getBytes(StandardCharsets.UTF_8), "no xlsx file");
        refused(zip("a.txt", new byte[3], 1), "no xlsx file");
        refused(zip("xl/workbook.xml", new byte[3], 1), "damaged, or no xlsx file");
        refused(zip("xl/workbook.xml", new byte[9_000_000], 1), "unpacks to more than 8 MB");
        refused(zip("xl/workbook.xml", new byte[0], 1_001), "more than 1000 parts");
        refused(zip("xl/vbaProject.bin", new byte[3], 1), "macros");
        XSSFWorkbook empty = new XSSFWorkbook();
        empty.createSheet();
        refused(Templates.bytes(empty), "neither a row of headers nor a label");
        assertThatThrownBy(() -> TemplateFile.decode("%%%")).hasMessageContaining("no xlsx file");
        assertThatThrownBy(() -> TemplateFile.decode("A".repeat(7_000_000))).hasMessageContaining("more than 5 MB");
    }

    @Test
    void a_workbook_that_refers_to_files_of_this_machine_reads_none() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Templates.bytes(Templates.invoice())));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(part.getName()));
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                zip.write((part.getName().endsWith("sharedStrings.xml")
                                ? text.replaceFirst(
                                                "\\?>", "?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>")
                                        .replace("Invoice number", "&x;")
                                : text)
                        .getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }

        refused(out.toByteArray(), "damaged, or no xlsx file");
    }
}

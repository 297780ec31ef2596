package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headings, page furniture, footnotes and options on documents made for the purpose. */
class ExtractStructureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "The tide gauge at the harbour wall records the level of the water";

    @TempDir
    static Path folder;

    private static DocumentParser parser;

    @BeforeAll
    static void start() {
        parser = TestParsers.parser(folder.resolve("parser"), 1, Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        parser.close();
    }

    private static JsonNode extract(Path document, String options) throws IOException {
        return JSON.readTree(
                output(document, options).resolve(Extraction.RESULT).toFile());
    }

    private static Path output(Path document, String options) throws IOException {
        Path output = Files.createTempDirectory(folder, "out");
        ObjectNode asked = (ObjectNode) JSON.readTree(options.replace('\'', '"'));
        parser.extract(new ExtractRequest(document, document.getFileName().toString(), null, output, asked));
        return output;
    }

    private static List<String> texts(JsonNode result, String type) {
        List<String> texts = new ArrayList<>();
        for (JsonNode block : result.get("blocks")) {
            if (block.get("type").asText().equals(type)) {
                texts.add(block.get("text").asText());
            }
        }
        return texts;
    }

    private static Path report() throws IOException {
        Path file = folder.resolve("report.pdf");
        try (PDDocument pdf = new PDDocument()) {
            for (int page = 1; page <= 3; page++) {
                PDPage sheet = new PDPage();
                pdf.addPage(sheet);
                try (PDPageContentStream out = new PDPageContentStream(pdf, sheet)) {
                    line(out, FontName.TIMES_ROMAN, 9, 760, "Harbour office yearbook");
                    line(out, FontName.TIMES_BOLD, 11, 700, page + ". Part " + "xyz".charAt(page - 1));
                    for (int i = 0; i < 8; i++) {
                        line(out, FontName.TIMES_ROMAN, 11, 680 - 13 * i, TEXT);
                    }
                    line(out, FontName.TIMES_ITALIC, 11, 550, "Watching the staff");
                    for (int i = 0; i < 8; i++) {
                        line(out, FontName.TIMES_ROMAN, 11, 535 - 13 * i, TEXT);
                    }
                    line(out, FontName.TIMES_ROMAN, 9, 30, "Page " + page + " of 3");
                }
            }
            pdf.save(file.toFile());
        }
        return file;
    }

    private static void line(PDPageContentStream out, FontName font, float size, float y, String text)
            throws IOException {
        out.beginText();
        out.setFont(new PDType1Font(font), size);
        out.newLineAtOffset(72, y);
        out.showText(text);
        out.endText();
    }

    @Test
    void headings_are_told_by_weight_and_slant_and_keep_their_levels() throws IOException {
        JsonNode result = extract(report(), "{}");

        assertThat(texts(result, "heading"))
                .containsExactly(
                        "1. Part x",
                        "Watching the staff",
                        "2. Part y",
                        "Watching the staff",
                        "3. Part z",
                        "Watching the staff");
        assertThat(result.get("markdown").asText()).contains("# 1. Part x", "## Watching the staff");
    }

    @Test
    void running_headers_and_page_numbers_are_blocks_but_text_only_once() throws IOException {
        JsonNode result = extract(report(), "{}");

        assertThat(texts(result, "header")).hasSize(3).containsOnly("Harbour office yearbook");
        assertThat(texts(result, "footer")).containsExactly("Page 1 of 3", "Page 2 of 3", "Page 3 of 3");
        assertThat(result.get("markdown").asText().replaceAll("(?s)<!--.*?-->", ""))
                .containsOnlyOnce("Harbour office yearbook")
                .containsOnlyOnce("of 3");
    }

    @Test
    void only_the_pages_asked_for_are_read() throws IOException {
        JsonNode result = extract(report(), "{'pages':'2'}");

        assertThat(result.get("pageCount").asInt()).isEqualTo(3);
        assertThat(result.get("blocks"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.get("page").asInt()).isEqualTo(2));
    }

    @Test
    void a_page_that_is_not_there_is_a_failure_of_the_request() throws IOException {
        Path report = report();

        assertThatThrownBy(() -> extract(report, "{'pages':'4'}"))
                .isInstanceOfSatisfying(SluiceException.class, refused -> {
                    assertThat(refused.failure().code()).isEqualTo(ErrorCode.PAGE_OUT_OF_RANGE);
                    assertThat(refused.failure().message()).contains("3 pages");
                });
    }

    @Test
    void words_chunks_and_other_forms_come_when_asked_for() throws IOException {
        Path output = output(report(), "{'words':true,'html':true,'xml':true,'chunking':{'types':['header','page']}}");
        JsonNode result = JSON.readTree(output.resolve(Extraction.RESULT).toFile());

        assertThat(result.get("words").get(0).get("id").asText()).isEqualTo("w-1");
        assertThat(result.get("words").get(0).get("box")).hasSize(8);
        assertThat(result.get("chunks").get("page")).hasSize(3);
        assertThat(result.get("html").asText())
                .isEqualTo(Files.readString(output.resolve(Extraction.HTML)))
                .contains("1. Part x</h1>");
        assertThat(result.get("xml").asText()).contains("<heading id=");
        assertThat(output.resolve("words.tmp")).doesNotExist();
    }

    @Test
    void hidden_rows_columns_and_sheets_are_read_only_when_asked_for() throws IOException {
        Path file = folder.resolve("hidden.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            XSSFSheet sheet = book.createSheet("Ferries");
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 3; column++) {
                    (column == 0 ? sheet.createRow(row) : sheet.getRow(row))
                            .createCell(column)
                            .setCellValue("r" + row + "c" + column);
                }
            }
            sheet.getRow(2).setZeroHeight(true);
            sheet.setColumnHidden(1, true);
            book.createSheet("Secret").createRow(0).createCell(0).setCellValue("unseen");
            book.setSheetHidden(1, true);
            book.write(out);
        }

        JsonNode plain = extract(file, "{}");
        JsonNode all = extract(file, "{'hidden':{'rows':true,'columns':true,'sheets':true}}");

        assertThat(texts(plain, "table")).containsExactly("r0c0\tr0c2\nr1c0\tr1c2\nr3c0\tr3c2");
        assertThat(plain.get("blocks").get(1).get("range").asText()).isEqualTo("Ferries!A1:C4");
        assertThat(plain.get("blocks").get(1).get("sheet").asText()).isEqualTo("Ferries");
        assertThat(all.get("markdown").asText()).contains("r2c1", "unseen");
    }

    @Test
    void a_footnote_knows_who_refers_to_it() throws IOException {
        Path file = folder.resolve("note.docx");
        try (XWPFDocument word = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            XWPFParagraph paragraph = word.createParagraph();
            paragraph.createRun().setText("Paid in four parts");
            var note = word.createFootnote();
            note.createParagraph().createRun().setText("Except in leap years.");
            paragraph.addFootnoteReference(note);
            word.write(out);
        }

        JsonNode result = extract(file, "{'footnotes':true}");

        JsonNode footnote = result.get("footnotes").get(0);
        assertThat(footnote.get("symbol").asText()).isEqualTo("1");
        assertThat(footnote.get("textId").asText()).isEqualTo("b2");
        assertThat(footnote.get("referenceIds").get(0).asText()).isEqualTo("b1");
        assertThat(texts(result, "paragraph")).containsExactly("Paid in four parts[1]", "[1] Except in leap years.");
    }

    @Test
    void pictures_are_parts_when_asked_for() throws IOException {
        Path file = folder.resolve("picture.docx");
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        try (XWPFDocument word = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            word.createParagraph()
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(png.toByteArray()), PictureType.PNG, "a.png", 600_000, 400_000);
            word.write(out);
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }

        Path output = output(file, "{'figures':{'images':true,'descriptions':true}}");
        JsonNode result = JSON.readTree(output.resolve(Extraction.RESULT).toFile());

        assertThat(result.get("blocks").get(0).get("figure").asText()).isEqualTo("figure-1.png");
        assertThat(Files.readAllBytes(output.resolve("figure-1.png"))).isEqualTo(png.toByteArray());
        assertThat(result.get("warnings").get(0).get("code").asText()).isEqualTo("FIGURES_NOT_DESCRIBED");
        assertThat(extract(file, "{}").get("blocks")).isEmpty();
    }
}

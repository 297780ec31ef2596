package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real documents through real parser processes. */
class DocumentParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static TestParsers.Result extract(String name) throws IOException {
        return TestParsers.extract(parser, TestParsers.DOCUMENTS.resolve(name), folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            fake-memo.pdf;application/pdf;To Whom it May Concern:
            multi-column-2p.pdf;application/pdf;# Dense Passage Retrieval for Open-Domain Question Answering
            spanning_cells.pdf;application/pdf;| Server closets | 1,505 | 1,580 | 1,643 | 1,673 | 1,689 |
            word_tables.docx;application/vnd.openxmlformats-officedocument.wordprocessingml.document;# Test with tables
            testWORD.doc;application/msword;## Heading Level 2
            testEXCEL.xls;application/vnd.ms-excel;| 12 | 144 |
            stanley-cups.xlsx;application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;| Maple Leafs | TOR | 13 |
            fake-power-point-table.pptx;application/vnd.openxmlformats-officedocument.presentationml.presentation;# A Slide with a Table
            testODFwithOOo3.odt;application/vnd.oasis.opendocument.text;1. First item
            testEPUB.epub;application/epub+zip;- Second item
            eml_with_attachment.eml;message/rfc822;# Email with Attachment
            """)
    void each_format_becomes_markdown(String name, String mediaType, String line) throws IOException {
        TestParsers.Result result = extract(name);

        assertThat(result.extraction().mediaType()).isEqualTo(mediaType);
        assertThat(result.markdown().lines()).contains(line);
    }

    @Test
    void the_reply_describes_the_files_exactly() throws Exception {
        TestParsers.Result result = extract("multi-column-2p.pdf");

        assertThat(result.extraction().parts())
                .extracting(PartFile::name)
                .containsExactlyInAnyOrder(Extraction.RESULT, Extraction.MARKDOWN, Extraction.LAYOUT);
        for (PartFile part : result.extraction().parts()) {
            byte[] bytes = Files.readAllBytes(result.output().resolve(part.name()));
            assertThat(part.length()).isEqualTo(bytes.length);
            assertThat(part.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
        assertThat(TestParsers.allFiles(result.output())).hasSize(3);
    }

    @Test
    void the_result_has_pages_blocks_and_boxes_between_0_and_1() throws IOException {
        TestParsers.Result result = extract("multi-column-2p.pdf");
        JsonNode json = JSON.readTree(result.output().resolve(Extraction.RESULT).toFile());

        assertThat(json.get("pageCount").asInt()).isEqualTo(2);
        assertThat(json.get("markdown").asText()).isEqualTo(result.markdown());
        assertThat(json.get("blocks")).isNotEmpty().allSatisfy(block -> {
            assertThat(block.get("page").asInt()).isBetween(1, 2);
            assertThat(block.get("box"))
                    .hasSize(8)
                    .allSatisfy(n -> assertThat(n.asDouble()).isBetween(0.0, 1.0));
        });
        assertThat(json.get("blocks").get(0).get("type").asText()).isEqualTo("heading");
    }

    @Test
    void the_layout_has_every_word_with_its_place_and_the_tables_with_their_cells() throws IOException {
        TestParsers.Result result = extract("spanning_cells.pdf");
        JsonNode layout;
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(result.output().resolve(Extraction.LAYOUT)))) {
            layout = JSON.readTree(in);
        }

        JsonNode page = layout.get("pages").get(0);
        assertThat(page.get("width").asDouble()).isGreaterThan(500);
        assertThat(page.get("words")).hasSizeGreaterThan(200).allSatisfy(word -> {
            assertThat(word.get(0).asText()).isNotBlank();
            assertThat(word.get(1).asDouble()).isLessThan(word.get(3).asDouble());
            assertThat(word.get(2).asDouble()).isLessThan(word.get(4).asDouble());
        });
        assertThat(layout.get("tables")).isNotEmpty();
    }

    @Test
    void columns_are_read_one_after_the_other() throws IOException {
        String text = extract("multi-column-2p.pdf").markdown().replaceAll("\\s+", " ");

        assertThat(text)
                .contains(
                        "Open-domain question answering relies on efficient passage retrieval to select candidate contexts");
        assertThat(text.indexOf("## Abstract")).isLessThan(text.indexOf("## 1 Introduction"));
    }

    @Test
    void attachments_are_named_in_a_warning() throws IOException {
        assertThat(extract("eml_with_attachment.eml").extraction().warnings())
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.code()).isEqualTo("ATTACHMENTS_NOT_EXTRACTED");
                    assertThat(warning.message()).contains("test.txt");
                });
    }

    @Test
    void a_locked_pdf_fails_with_its_own_code() {
        assertFails(TestParsers.DOCUMENTS.resolve("password.pdf"), ErrorCode.PASSWORD_PROTECTED);
    }

    @Test
    void an_image_without_tesseract_says_that_it_was_not_read() throws IOException {
        Extraction extraction = extract("testTIFF_multipage.tif").extraction();

        assertThat(extraction.pageCount()).isEqualTo(2);
        assertThat(extraction.warnings()).extracting(ExtractWarning::code).contains("OCR_UNAVAILABLE", "NO_TEXT");
    }

    @Test
    void the_type_is_found_by_content_not_by_name() throws IOException {
        Path renamed = Files.copy(TestParsers.DOCUMENTS.resolve("fake-memo.pdf"), folder.resolve("memo.docx"));

        assertThat(TestParsers.extract(parser, renamed, folder).extraction().mediaType())
                .isEqualTo("application/pdf");
    }

    @Test
    void text_in_an_old_character_set_is_read() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.txt"),
                "Über die Größe der Straße — schöne Grüße aus Köln, für alle Bücher.".getBytes("windows-1252"));

        assertThat(TestParsers.extract(parser, file, folder).markdown()).contains("Größe", "Köln");
    }

    @Test
    void utf_16_text_is_read() throws IOException {
        Path file = Files.write(folder.resolve("wide.txt"), "\ufeffHello wide world".getBytes("UTF-16LE"));

        assertThat(TestParsers.extract(parser, file, folder).markdown()).isEqualTo("Hello wide world\n");
    }

    @Test
    void a_csv_with_semicolons_becomes_a_table() throws IOException {
        Path file = TestParsers.write(folder, "prices.csv", "name;price\n\"A; B\";1,50\nC|D;2,00\n");

        assertThat(TestParsers.extract(parser, file, folder).markdown())
                .isEqualTo("| name | price |\n| --- | --- |\n| A; B | 1,50 |\n| C\\|D | 2,00 |\n");
    }

    @Test
    void an_empty_file_fails_with_its_own_code() throws IOException {
        assertFails(TestParsers.write(folder, "empty.txt", ""), ErrorCode.EMPTY_FILE);
    }

    @Test
    void a_file_of_no_known_kind_fails_with_its_own_code() throws IOException {
        Path file = Files.write(folder.resolve("noise.bin"), new byte[] {0, 1, 2, 3, (byte) 0xfe, 0, 0, 9, 0, 0, 0, 0});

        assertFails(file, ErrorCode.UNSUPPORTED_TYPE);
    }

    private static void assertFails(Path document, ErrorCode code) {
        assertThatThrownBy(() -> TestParsers.extract(parser, document, folder))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }
}

package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents made to harm: each ends with a typed error or a plain result, and the next document is not affected. */
class HostileDocumentsTest {
    @TempDir
    static Path folder;

    private static DocumentParser parser;

    @BeforeAll
    static void start() {
        parser = TestParsers.parser(folder.resolve("parser"), 1, Duration.ofSeconds(40));
    }

    @AfterAll
    static void stop() {
        parser.close();
    }

    @AfterEach
    void the_next_document_is_read_and_nothing_is_left() throws IOException {
        Path good = TestParsers.write(folder, "good.txt", "still here");
        assertThat(TestParsers.extract(parser, good, folder).markdown()).isEqualTo("still here\n");
        assertThat(TestParsers.allFiles(folder.resolve("parser")))
                .noneMatch(file -> file.toString().contains("parser-"));
    }

    private static ErrorCode failureOf(Path document) throws IOException {
        try {
            TestParsers.extract(parser, document, folder);
        } catch (SluiceException e) {
            return e.failure().code();
        }
        throw new AssertionError("It did not fail");
    }

    private static String textOf(Path document) throws IOException {
        return TestParsers.extract(parser, document, folder).markdown();
    }

    @Test
    void a_word_document_that_unpacks_without_end_is_refused() throws IOException {
        assertThat(failureOf(HostileFiles.docxBomb(folder, 300))).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE);
    }

    @Test
    void entities_that_multiply_are_refused_in_xml() throws IOException {
        Path file = TestParsers.write(folder, "laughs.xml", HostileFiles.billionLaughs());
        assertThat(failureOf(file)).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
    }

    @Test
    void entities_that_multiply_are_refused_in_a_word_document() throws IOException {
        Path file = HostileFiles.docx(folder, "laughs.docx", HostileFiles.billionLaughs());
        assertThat(failureOf(file)).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
    }

    @Test
    void an_external_entity_reads_no_file_and_calls_nobody() throws IOException {
        Path secret = TestParsers.write(folder, "secret.txt", "the secret words");
        try (ServerSocket nobody = new ServerSocket(0)) {
            nobody.setSoTimeout(1);
            String url = "http://127.0.0.1:" + nobody.getLocalPort() + "/evil.dtd";
            Path file = TestParsers.write(
                    folder,
                    "external.xml",
                    "<!DOCTYPE r [<!ENTITY a SYSTEM \"" + secret.toUri() + "\"><!ENTITY % b SYSTEM \"" + url
                            + "\"> %b;]><r>before &a; after</r>");
            assertThat(textOf(file)).contains("before").doesNotContain("secret words");
            assertThat(HostileFiles.wasCalled(nobody)).isFalse();
        }
    }

    @Test
    void a_web_page_loads_nothing() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            nobody.setSoTimeout(1);
            String url = "http://127.0.0.1:" + nobody.getLocalPort() + "/";
            Path file = TestParsers.write(
                    folder,
                    "page.html",
                    "<html><head><link rel=stylesheet href='" + url + "'><script src='" + url
                            + "'></script></head><body><p>text<img src='" + url + "'><iframe src='" + url
                            + "'></iframe></body></html>");
            assertThat(textOf(file)).isEqualTo("text\n");
            assertThat(HostileFiles.wasCalled(nobody)).isFalse();
        }
    }

    @Test
    void a_page_tree_that_contains_itself_is_refused() throws IOException {
        Path file = TestParsers.write(folder, "loop.pdf", HostileFiles.pdfWithLoopingPages());
        assertThat(failureOf(file)).isIn(ErrorCode.CORRUPT_DOCUMENT, ErrorCode.TOO_MANY_PAGES);
    }

    @Test
    void a_pdf_of_too_many_pages_is_refused() throws IOException {
        assertThat(failureOf(HostileFiles.pdfOfPages(folder, 101))).isEqualTo(ErrorCode.TOO_MANY_PAGES);
    }

    @Test
    void a_form_that_draws_itself_ends() throws IOException {
        assertThat(textOf(HostileFiles.pdfWithSelfDrawingForm(folder))).contains("inside");
    }

    @Test
    void an_xfa_form_is_not_read_and_its_entities_open_nothing() throws IOException {
        Path secret = TestParsers.write(folder, "xfa-secret.txt", "the secret words");
        TestParsers.Result result = TestParsers.extract(parser, HostileFiles.pdfWithXfa(folder, secret), folder);
        assertThat(result.extraction().warnings())
                .extracting(ExtractWarning::code)
                .contains("XFA_NOT_READ");
        assertThat(result.markdown()).contains("Please wait").doesNotContain("secret words");
    }

    @Test
    void an_image_of_huge_dimensions_is_refused_before_it_is_unpacked() throws IOException {
        assertThat(failureOf(HostileFiles.pngOf(folder, 50_000, 50_000))).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE);
    }

    @Test
    void truncated_files_are_damaged_files() throws IOException {
        byte[] docx = Files.readAllBytes(TestParsers.DOCUMENTS.resolve("word_tables.docx"));
        byte[] doc = Files.readAllBytes(TestParsers.DOCUMENTS.resolve("testWORD.doc"));
        Path half = Files.write(folder.resolve("half.docx"), Arrays.copyOf(docx, docx.length / 2));
        Path piece = Files.write(folder.resolve("piece.doc"), Arrays.copyOf(doc, 700));

        assertThat(failureOf(half)).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
        assertThat(failureOf(piece)).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
    }

    @Test
    void deeply_nested_tags_of_a_web_page_are_read() throws IOException {
        Path file = TestParsers.write(
                folder, "deep.html", "<html><body>" + "<div>".repeat(100_000) + "bottom" + "</div>".repeat(100_000));
        assertThat(textOf(file)).contains("bottom");
    }

    @Test
    void deeply_nested_xml_is_refused() throws IOException {
        Path file = TestParsers.write(
                folder, "deep.xml", "<?xml version=\"1.0\"?>" + "<a>".repeat(100_000) + "x" + "</a>".repeat(100_000));
        assertThat(failureOf(file)).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
    }

    @Test
    void mail_in_mail_in_mail_is_read_to_a_depth() throws IOException {
        TestParsers.Result result = TestParsers.extract(
                parser, TestParsers.write(folder, "deep.eml", HostileFiles.nestedMail(300)), folder);
        assertThat(result.markdown()).contains("level 0", "level 3");
        assertThat(result.extraction().warnings())
                .extracting(ExtractWarning::code)
                .containsExactly("ATTACHMENTS_NOT_EXTRACTED");
    }

    @Test
    void a_csv_of_very_many_columns_is_read() throws IOException {
        Path file = TestParsers.write(folder, "wide.csv", "a,".repeat(20_000) + "z\n" + "1,".repeat(20_000) + "2\n");
        assertThat(textOf(file)).contains("z", "2");
    }

    @Test
    void a_quote_that_is_never_closed_loses_no_line() throws IOException {
        Path file = TestParsers.write(folder, "open.csv", "name,size\n\"open,1\nnext,2\nlast,3\n");
        TestParsers.Result result = TestParsers.extract(parser, file, folder);
        assertThat(result.markdown()).contains("| next | 2 |", "| last | 3 |");
        assertThat(result.extraction().warnings())
                .extracting(ExtractWarning::code)
                .contains("MALFORMED_QUOTES");
    }

    @Test
    void a_cell_that_claims_a_billion_columns_gets_a_few() throws IOException {
        Path file = TestParsers.write(
                folder,
                "span.html",
                "<html><body><table><tr><td colspan=1000000000 rowspan=1000000000>a</td><td>b</td></tr>"
                        + "<tr><td>c</td><td>d</td></tr></table></body></html>");
        assertThat(textOf(file)).contains("a", "b", "c", "d").hasSizeLessThan(50_000);
    }

    @Test
    void names_in_an_archive_that_climb_out_of_it_write_nothing() throws IOException {
        Path file = HostileFiles.docxWithEntry(folder, "../../climbed.txt");
        try {
            TestParsers.extract(parser, file, folder);
        } catch (SluiceException e) {
            assertThat(e.failure().code()).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
        }
        assertThat(TestParsers.allFiles(folder)).noneMatch(f -> f.endsWith("climbed.txt"));
    }

    @Test
    void characters_that_are_none_become_valid_text() throws IOException {
        Path file = TestParsers.write(folder, "odd.html", "<p>a&#xD800;b&#0;c&#xFFFF;d</p>");
        assertThat(textOf(file)).startsWith("a").contains("d").doesNotContain("\uFFFF", "\u0000");
    }
}

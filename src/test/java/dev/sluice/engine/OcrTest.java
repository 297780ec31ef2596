package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans read by the real tesseract. */
@Tag("tools")
class OcrTest {
    @TempDir
    Path folder;

    private TestParsers.Result extract(String name, OcrSettings ocr) throws IOException {
        ParserSettings settings = TestParsers.settings(folder.resolve("parser"), 1, Duration.ofSeconds(60));
        try (DocumentParser parser = new DocumentParser(settings, TestParsers.limits(), ocr)) {
            return TestParsers.extract(parser, TestParsers.DOCUMENTS.resolve(name), folder);
        }
    }

    private static OcrSettings tesseract(Duration pageTimeout) {
        return new OcrSettings("tesseract", "eng", pageTimeout, 200);
    }

    @Test
    void a_scanned_pdf_is_read() throws IOException {
        TestParsers.Result result = extract("testOCR.pdf", tesseract(Duration.ofSeconds(60)));

        assertThat(result.markdown()).contains("Happy New Year 2003");
        assertThat(result.extraction().warnings()).isEmpty();
    }

    @Test
    void every_image_of_a_tiff_is_a_page() throws IOException {
        TestParsers.Result result = extract("testTIFF_multipage.tif", tesseract(Duration.ofSeconds(60)));

        assertThat(result.extraction().pageCount()).isEqualTo(2);
        assertThat(result.markdown()).contains("Multipage", "<!-- page 2 -->");
    }

    @Test
    void a_page_that_takes_too_long_is_named() throws IOException {
        assertThat(extract("testOCR.pdf", tesseract(Duration.ofMillis(1)))
                        .extraction()
                        .warnings())
                .extracting(ExtractWarning::code)
                .contains("OCR_TIMEOUT");
    }

    @Test
    void a_language_that_is_not_installed_is_told() throws IOException {
        OcrSettings klingon = new OcrSettings("tesseract", "tlh", Duration.ofSeconds(60), 200);

        assertThat(extract("testOCR.pdf", klingon).extraction().warnings())
                .extracting(ExtractWarning::code)
                .contains("OCR_FAILED");
    }
}

package dev.sluice.intake.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "attachment; filename=\"invoice.pdf\" | invoice.pdf",
                "attachment; filename=invoice.pdf | invoice.pdf",
                "ATTACHMENT;FileName=\"a b.pdf\";size=3 | a b.pdf",
                "attachment; filename=\"say \\\"hi\\\".pdf\" | say \"hi\".pdf",
                "attachment; filename=\"x.pdf\"; filename*=UTF-8''M%C3%A4rz%202.pdf | März 2.pdf",
                "attachment; filename*=UTF-8''M%C3%A4rz.pdf; filename=\"x.pdf\" | März.pdf",
                "attachment; filename*=iso-8859-1'de'M%E4rz.pdf | März.pdf",
                "attachment; filename*=UTF-8''%FF%FE.pdf; filename=\"x.pdf\" | x.pdf",
                "attachment; filename*=UTF-8''..%2Fx | x",
                "attachment; filename*=UTF-8''%2e%2e; filename=x.pdf | x.pdf",
                "attachment; filename=\"../../etc/passwd\" | passwd",
                "attachment; filename=\"C:\\\\temp\\\\x.pdf\" | x.pdf",
                "attachment; filename=\"x.pdf. . \" | x.pdf",
                "attachment; filename*=UTF-8''a%0D%0Ab.pdf | ab.pdf",
                "attachment; filename*=UTF-8''a%E2%80%AEfdp.exe | afdp.exe",
                "attachment; filename*=UTF-8''a%00.pdf | a.pdf",
                "attachment; filename*=UTF-8''a+b.pdf | a+b.pdf",
                "inline; filename=\"a.pdf\"; filename=\"b.pdf\" | a.pdf"
            })
    void a_disposition_names_a_file_and_never_a_path(String header, String name) {
        assertThat(DocumentNames.ofDisposition(header)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attachment",
                "",
                "attachment; filename=\"\"",
                "attachment; filename=\"..\"",
                "attachment; filename=\"/\"",
                "attachment; filename=\" . \"",
                "attachment; xfilename=\"x.pdf\"",
                "attachment; filename*=UTF-8''..%2F"
            })
    void a_disposition_may_name_nothing(String header) {
        assertThat(DocumentNames.ofDisposition(header)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/a/invoice.pdf?sig=x/y.txt, invoice.pdf",
        "https://h.example/a/M%C3%A4rz%202.pdf, März 2.pdf",
        "https://h.example/a/..%2f..%2fetc%2fpasswd, passwd",
        "https://h.example/a%5Cb.pdf, b.pdf",
        "https://h.example/a/%FF.pdf, ''",
        "https://h.example/a/, ''",
        "https://h.example/, ''",
        "https://h.example, ''"
    })
    void the_last_segment_of_a_url_is_a_name(String url, String name) {
        assertThat(DocumentNames.ofAddress(Locator.url(url)).orElse("")).isEqualTo(name);
    }

    @Test
    void the_last_part_of_an_objects_key_is_a_name_as_it_is() {
        assertThat(DocumentNames.ofAddress(Locator.s3("b", "in/a%20b?c#d.pdf", null, null, null)))
                .contains("a%20b?c#d.pdf");
    }

    @Test
    void a_long_name_is_shortened_before_its_ending() {
        String name = DocumentNames.harmless("ä".repeat(300) + ".pdf").orElseThrow();

        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
        assertThat(DocumentNames.harmless("ä".repeat(150) + ".pdf").orElseThrow())
                .endsWith("ä.pdf");
    }

    @Test
    @Timeout(10)
    void a_hostile_header_takes_no_time() {
        long begun = System.nanoTime();
        DocumentNames.ofDisposition("attachment; filename=\"" + "\\\"".repeat(1_900));
        DocumentNames.ofDisposition("; filename=\t".repeat(300));
        DocumentNames.harmless(" .".repeat(50_000));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
}

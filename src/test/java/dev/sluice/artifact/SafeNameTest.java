package dev.sluice.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invoice.pdf | invoice.pdf",
                "in/2026/invoice 7.pdf | invoice 7.pdf",
                "../../etc/passwd | passwd",
                "..\\..\\boot.ini | boot.ini",
                "C:\\x\\y.pdf | y.pdf",
                "C:x.pdf | C_x.pdf",
                "x.pdf::$DATA | x.pdf___DATA",
                "..%2f..%2fx | __2f.._2fx",
                "${file:parent}.pdf | __file_parent_.pdf",
                "{{secret}}.pdf | __secret__.pdf",
                "-rf.txt | _rf.txt",
                "@list.txt | _list.txt",
                "~root | _root",
                ".hidden | _hidden",
                "name... | name",
                "CON | _CON",
                "aux.pdf | _aux.pdf",
                "Übergröße 中文😀.pdf | Übergröße 中文😀.pdf",
                "a+b&c#d.pdf | a+b&c#d.pdf"
            })
    void a_name_keeps_what_is_harmless(String text, String name) {
        assertThat(SafeName.of(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "in/", "\\", "\0", "...", "\u202e", "\n\r"})
    void what_is_no_name_at_all_is_called_document(String text) {
        assertThat(SafeName.of(text)).isEqualTo("document");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0b.pdf",
                "a\nb.pdf",
                "a\rb.pdf",
                "a\u001bb.pdf",
                "a\u202eb.pdf",
                "a\ud800b.pdf",
                "a\u2028b.pdf"
            })
    void what_nobody_sees_is_replaced(String text) {
        assertThat(SafeName.of(text)).isEqualTo("a_b.pdf");
    }

    @Test
    void two_spellings_of_one_name_are_one() {
        assertThat(SafeName.of("u\u0308.pdf")).isEqualTo(SafeName.of("\u00fc.pdf"));
    }

    @Test
    void a_long_name_is_cut_between_characters_and_keeps_its_ending() {
        String name = SafeName.of("😀".repeat(300) + ".pdf");
        assertThat(name).endsWith("😀.pdf").startsWith("😀");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(176, SafeName.LONGEST);
        assertThat(SafeName.of("x".repeat(5_000))).hasSize(SafeName.LONGEST);
    }

    @Test
    void whatever_comes_a_single_harmless_name_goes() {
        Random random = new Random(7);
        String letters = "ab./\\:%~$-@ {}\0\n\u202e\ud83d\ude00\uff0e\uff0f";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String name = SafeName.of(text.toString());
            assertThat(Path.of("/root").resolve(name).normalize().getParent()).isEqualTo(Path.of("/root"));
            assertThat(name)
                    .doesNotContain("/", "\\", "\0", "\n", "\u202e")
                    .doesNotStartWith(".")
                    .doesNotEndWith(".");
            assertThat(SafeName.of(name)).isEqualTo(name);
        }
    }
}

package dev.sluice.intake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**|any/thing.x|true",
                "*.pdf|a.pdf|true",
                "*.pdf|deep/down/A.PDF|true",
                "*.pdf|a.pdf.txt|false",
                "scans/*.pdf|scans/a.pdf|true",
                "scans/*.pdf|scans/deep/a.pdf|false",
                "scans/*.pdf|other/scans/a.pdf|false",
                "scans/**|scans/deep/a.pdf|true",
                "scans/**|scans|false",
                "**/in/*.pdf|in/a.pdf|true",
                "**/in/*.pdf|x/y/in/a.pdf|true",
                "a?c|abc|true",
                "a?c|a/c|false",
                "*.{pdf,docx}|x.docx|true",
                "*.{pdf,docx}|x.txt|false",
                "[a-c]x|bx|true",
                "[!a-c]x|bx|false",
                "a.b|axb|false",
                "$(x)+|$(x)+|true",
                "😀*|😀.pdf|true",
                "}|}|true"
            })
    void a_pattern_matches_keys(String glob, String key, boolean matches) {
        assertThat(Glob.of(glob).matches(key)).isEqualTo(matches);
    }

    @Test
    void a_star_matches_a_name_with_a_line_break() {
        assertThat(Glob.of("*.pdf").matches("a\nb.pdf")).isTrue();
    }

    @Test
    void a_list_is_split_at_commas_outside_of_braces() {
        assertThat(Glob.list(" *.{a,b} , c ,, d/**")).extracting(Glob::text).containsExactly("*.{a,b}", "c", "d/**");
    }

    @Test
    void a_bracket_without_its_partner_is_a_mistake() {
        assertThatThrownBy(() -> Glob.of("a[b")).hasMessage("\"a[b\" is not a pattern: a \"[\" without a \"]\"");
        assertThatThrownBy(() -> Glob.of("{a,b")).hasMessage("\"{a,b\" is not a pattern: a \"{\" without a \"}\"");
    }
}

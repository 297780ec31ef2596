package dev.sluice.engine.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void lone_surrogates_become_the_replacement_character_and_pairs_stay() {
        assertThat(Texts.clean("a\ud800b\udc00c\ud83d\ude00")).isEqualTo("a\ufffdb\ufffdc\ud83d\ude00");
    }

    @Test
    void control_characters_and_soft_hyphens_vanish() {
        assertThat(Texts.clean("a\u0000b\u0007c\u00add\ufeffe\tf\ng")).isEqualTo("abcde\tf\ng");
    }

    @Test
    void line_ends_of_all_systems_become_line_feeds() {
        assertThat(Texts.clean("a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void white_space_is_single_in_one_line() {
        assertThat(Texts.oneLine("  a \u00a0 b\n\tc ")).isEqualTo("a b c");
    }

    @Test
    void empty_lines_are_left_out_of_lines() {
        assertThat(Texts.lines(" a \n\n\n b  c\n")).isEqualTo("a\nb c");
    }

    @Test
    void words_are_counted_between_white_space() {
        assertThat(Texts.words(" one two\nthree\t4 ")).isEqualTo(4);
    }
}

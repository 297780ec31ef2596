package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenizerTest {
    private final Tokenizer tokenizer = new Tokenizer();

    @Test
    void case_accents_and_english_plurals_make_no_difference() {
        assertThat(tokenizer.words("Facturés, INVOICES and Companies", 10))
                .containsExactly("facture", "invoice", "and", "company");
    }

    @Test
    void words_that_only_look_like_plurals_stay() {
        assertThat(tokenizer.words("business status gas", 10)).containsExactly("business", "status", "gas");
    }

    @Test
    void chinese_is_compared_character_by_character() {
        assertThat(tokenizer.words("请求书", 10)).containsExactly("请", "求", "书");
    }

    @Test
    void no_more_words_are_read_than_asked_for() {
        assertThat(tokenizer.words("one two three four", 2)).containsExactly("one", "two");
    }
}

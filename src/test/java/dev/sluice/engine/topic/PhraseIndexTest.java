package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseIndexTest {
    private final Tokenizer tokenizer = new Tokenizer();
    private final PhraseIndex index = new PhraseIndex();
    private final List<String> phrases = new ArrayList<>();

    private void add(String phrase) {
        index.add(phrase, phrases.size(), tokenizer);
        phrases.add(phrase);
    }

    private List<String> found(String text) {
        List<String> found = new ArrayList<>();
        index.search(tokenizer.words(text, 10_000), (id, start, length) -> found.add(phrases.get(id) + "@" + start));
        return found;
    }

    @Test
    void a_phrase_is_found_only_as_a_whole() {
        add("amount due");
        assertThat(found("The amount due, not the amount that is due")).containsExactly("amount due@1");
    }

    @Test
    void an_asterisk_stands_for_the_rest_of_a_word() {
        add("rechnung*");
        add("*vertrag");
        assertThat(found("Rechnungsnummer zum Mietvertrag")).containsExactly("rechnung*@0", "*vertrag@2");
    }

    @Test
    void phrases_within_phrases_are_all_found() {
        add("order");
        add("purchase order");
        add("purchase order number");
        assertThat(found("purchase order number"))
                .containsExactlyInAnyOrder("purchase order@0", "purchase order number@0", "order@1");
    }

    @Test
    void a_text_that_nearly_matches_everywhere_takes_no_longer() {
        add("a a a a a b");
        List<String> words = Collections.nCopies(200_000, "a");
        int[] count = {0};
        index.search(words, (id, start, length) -> count[0]++);
        assertThat(count[0]).isZero();
    }
}

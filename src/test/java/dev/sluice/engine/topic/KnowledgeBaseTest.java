package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeBaseTest {
    private static final KnowledgeBase KNOWLEDGE = new KnowledgeBase();

    @Test
    void at_least_fifty_kinds_and_twenty_subjects_are_known() {
        assertThat(KNOWLEDGE.concepts())
                .filteredOn(concept -> !concept.subject())
                .hasSizeGreaterThan(50);
        assertThat(KNOWLEDGE.concepts()).filteredOn(Concept::subject).hasSizeGreaterThan(20);
    }

    @Test
    void every_kind_has_phrases_by_which_it_is_known() {
        assertThat(KNOWLEDGE.concepts())
                .allSatisfy(concept -> assertThat(KNOWLEDGE.cuesOf(concept.index()))
                        .as(concept.id())
                        .hasSizeGreaterThan(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The house stood at the end of the street and it had been empty for years | ENGLISH",
                "Das Haus stand am Ende der Straße und war seit Jahren nicht mehr bewohnt | GERMAN",
                "La maison était au bout de la rue et elle n'avait pas été habitée depuis des années | FRENCH",
                "La casa estaba al final de la calle y no había sido habitada desde hacía muchos años | SPANISH",
                "Het huis stond aan het einde van de straat en was al jaren niet meer bewoond | DUTCH",
                "12.50 7.00 Total | ''"
            })
    void the_language_of_a_text_is_told_by_its_small_words(String text, String language) {
        List<String> words = new Tokenizer().words(text, 100);
        PageView page = new PageView(1, words, new int[words.size()], new byte[words.size()], new Counts());
        assertThat(KNOWLEDGE.languageOf(page)).isEqualTo(language);
    }
}

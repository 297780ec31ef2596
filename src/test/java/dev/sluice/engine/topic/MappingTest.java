package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final KnowledgeBase KNOWLEDGE = new KnowledgeBase();

    private static Map<String, Double> mapped(String name, String description) {
        Map<String, Double> named = new HashMap<>();
        new Mapping(KNOWLEDGE, new Tokenizer())
                .of(new Topic(name, description))
                .forEach((concept, weight) ->
                        named.put(KNOWLEDGE.concepts().get(concept).id(), weight));
        return named;
    }

    @ParameterizedTest
    @CsvSource({
        "Invoices, invoice", "PURCHASE_ORDER, purchase-order", "bankStatement, bank-statement", "Lebenslauf, cv",
        "contrato de arrendamiento, lease", "procès-verbal, minutes", "請求書, invoice", "Stromrechnung, utility-bill",
        "10-K, annual-report", "academic paper, scientific-paper"
    })
    void a_name_means_its_kind_however_it_is_written(String name, String kind) {
        assertThat(mapped(name, "")).containsEntry(kind, 1.0);
    }

    @Test
    void the_last_word_says_what_a_thing_is() {
        Map<String, Double> mapped = mapped("insurance contract", "");
        assertThat(mapped.get("contract")).isGreaterThan(mapped.get("insurance-policy"));
    }

    @Test
    void the_word_before_of_says_what_a_thing_is() {
        Map<String, Double> mapped = mapped("minutes of the report committee", "");
        assertThat(mapped.get("minutes")).isGreaterThan(mapped.get("report"));
    }

    @Test
    void a_whole_name_wins_over_a_part_of_a_word() {
        assertThat(mapped("Gehaltsabrechnung", "")).containsKey("payslip").doesNotContainKey("invoice");
        assertThat(mapped("Werkvertrag", "")).containsEntry("contract", 1.0);
    }

    @Test
    void a_description_says_what_the_name_does_not() {
        assertThat(mapped("AP_17", "bills of suppliers and credit notes")).containsKeys("invoice", "credit-note");
    }

    @Test
    void what_a_description_excludes_is_not_meant() {
        assertThat(mapped("X1", "supplier invoices, not receipts"))
                .containsKey("invoice")
                .doesNotContainKey("receipt");
    }

    @Test
    void a_name_that_is_clear_outweighs_what_its_description_mentions() {
        Map<String, Double> mapped = mapped("receipt", "proof that an invoice was paid");
        assertThat(mapped.get("receipt")).isGreaterThan(3 * mapped.getOrDefault("invoice", 0.0));
    }
}

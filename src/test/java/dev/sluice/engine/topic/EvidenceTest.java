package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.extract.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final KnowledgeBase KNOWLEDGE = new KnowledgeBase();

    private static Evidence evidence(Layout layout) {
        List<PageView> pages = List.copyOf(
                new PageViews(new Tokenizer(), 1_000).of(layout, number -> true).values());
        return new Evidence(KNOWLEDGE, pages, true);
    }

    private static Concept concept(String id) {
        return KNOWLEDGE.concepts().stream()
                .filter(concept -> concept.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_title_says_more_than_the_same_word_in_a_sentence() {
        Evidence title = evidence(LayoutText.unpaged("# Invoice", "We delivered ten chairs."));
        Evidence sentence = evidence(LayoutText.unpaged("We delivered ten chairs and the invoice follows by post."));
        assertThat(title.of(concept("invoice"))).isGreaterThan(sentence.of(concept("invoice")) + 2);
    }

    @Test
    void a_word_within_a_longer_phrase_says_nothing_of_its_own() {
        Evidence order = evidence(LayoutText.unpaged("# Recibo de salarios", "Periodo: marzo"));
        assertThat(order.of(concept("payslip"))).isGreaterThan(order.of(concept("receipt")) + 2);
    }

    @Test
    void a_lease_is_a_contract_too() {
        Evidence lease = evidence(
                LayoutText.unpaged("# Mietvertrag", "Der Mieter zahlt dem Vermieter die Miete und eine Kaution."));
        assertThat(lease.ofFamily(concept("contract"))).isGreaterThan(3).isLessThan(lease.of(concept("lease")));
    }

    @Test
    void joined_pages_have_the_evidence_of_each() {
        Layout layout = new LayoutText()
                .page("# Invoice", "Invoice number 7")
                .page("Amount due 12.50 EUR, please pay to IBAN DE00")
                .layout();
        List<PageView> pages = List.copyOf(
                new PageViews(new Tokenizer(), 1_000).of(layout, number -> true).values());
        Evidence first = new Evidence(KNOWLEDGE, pages.subList(0, 1), true);
        Evidence second = new Evidence(KNOWLEDGE, pages.subList(1, 2), true);
        Evidence joined = Evidence.joined(List.of(first, second));
        Evidence whole = new Evidence(KNOWLEDGE, pages, true);
        assertThat(joined.of(concept("invoice"))).isEqualTo(whole.of(concept("invoice")));
        assertThat(joined.hits().keySet()).isEqualTo(whole.hits().keySet());
    }
}

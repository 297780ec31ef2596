package dev.sluice.engine.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.topic.LayoutText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitOperationTest {
    private static final SplitOperation SPLIT = new SplitOperation();

    private static final String[] INVOICE = {
        "# Invoice",
        "Invoice number 4711",
        "Cleaning 120.00 EUR",
        "VAT 24.00 EUR",
        "Amount due 144.00 EUR",
        "_ Page 1 of 1"
    };
    private static final String[] CONTRACT = {
        "# Service agreement",
        "This agreement is entered into by and between the parties named below.",
        "1.1 The contractor shall render the services with care.",
        "1.2 Either party may terminate with notice; termination shall be in writing.",
        "_ Page 1 of 2"
    };
    private static final String[] CONTRACT_END = {
        "2.1 Neither party shall be liable for indirect loss.", "Governing law is that of England.", "_ Page 2 of 2"
    };
    private static final String[] LETTER = {
        "Dear Mr Healy,",
        "I am writing to thank you for your kind letter about the garden.",
        "Yours sincerely,",
        "Anna Brandt"
    };

    private static ObjectNode topics(String... names) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            options.withArray("topics").addObject().put("name", name);
        }
        return options;
    }

    private static JsonNode split(Layout layout, @Nullable List<Integer> pages, String... topics) {
        ObjectNode options = topics(topics);
        SPLIT.check(options);
        return SPLIT.run(List.of(new Input("", "scan.pdf", "application/pdf", layout, pages)), options);
    }

    private static List<Integer> pages(JsonNode list) {
        List<Integer> pages = new ArrayList<>();
        list.forEach(page -> pages.add(page.asInt()));
        return pages;
    }

    private static Layout bundle() {
        return new LayoutText()
                .page(INVOICE)
                .page(CONTRACT)
                .page(CONTRACT_END)
                .page(LETTER)
                .layout();
    }

    @Test
    void documents_bound_together_are_told_apart() {
        JsonNode splits = split(bundle(), null, "letter", "contract", "invoice").get("splits");
        assertThat(pages(splits.get("invoice"))).containsExactly(1);
        assertThat(pages(splits.get("contract"))).containsExactly(2, 3);
        assertThat(pages(splits.get("letter"))).containsExactly(4);
    }

    @Test
    void segments_say_their_pages_in_order_and_why() {
        JsonNode segments =
                split(bundle(), null, "letter", "contract", "invoice").get("segments");
        assertThat(segments).hasSize(3);
        assertThat(segments.get(1).get("topic").asText()).isEqualTo("contract");
        assertThat(pages(segments.get(1).get("pages"))).containsExactly(2, 3);
        assertThat(segments.get(1).get("reason").asText()).contains("page 2");
        assertThat(segments.get(1).get("confidence").asDouble()).isBetween(0.3, 1.0);
    }

    @Test
    void every_page_belongs_to_exactly_one_topic() {
        Layout layout = new LayoutText()
                .page(LETTER)
                .page()
                .page("7")
                .page(INVOICE)
                .page("x y z")
                .page()
                .layout();
        JsonNode result = split(layout, null, "invoice", "recipe");
        List<Integer> all = new ArrayList<>();
        result.get("splits").forEach(list -> all.addAll(pages(list)));
        if (result.has("other")) {
            all.addAll(pages(result.get("other")));
        }
        assertThat(all).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_blank_page_belongs_to_the_document_before_it() {
        Layout layout = new LayoutText().page(INVOICE).page().page(LETTER).layout();
        assertThat(pages(split(layout, null, "letter", "invoice").get("splits").get("invoice")))
                .containsExactly(1, 2);
    }

    @Test
    void a_topic_for_the_rest_takes_what_fits_nowhere() {
        JsonNode result =
                split(new LayoutText().page(INVOICE).page(LETTER).layout(), null, "invoice", "patent", "Rest");
        assertThat(pages(result.get("splits").get("Rest"))).containsExactly(2);
        assertThat(result.has("other")).isFalse();
    }

    @Test
    void a_document_without_pages_is_one_page() {
        JsonNode result = split(LayoutText.unpaged(LETTER), null, "invoice", "letter");
        assertThat(pages(result.get("splits").get("letter"))).containsExactly(1);
        assertThat(result.get("segments")).hasSize(1);
    }

    @Test
    void only_the_pages_asked_for_are_divided() {
        JsonNode splits =
                split(bundle(), List.of(1, 4), "letter", "contract", "invoice").get("splits");
        assertThat(pages(splits.get("invoice"))).containsExactly(1);
        assertThat(pages(splits.get("letter"))).containsExactly(4);
        assertThat(splits.get("contract")).isEmpty();
    }

    @Test
    void options_without_topics_are_refused() {
        assertThatThrownBy(() -> SPLIT.check(JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("\"topics\"");
    }
}

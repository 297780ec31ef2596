package dev.sluice.engine.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.topic.LayoutText;
import dev.sluice.engine.topic.PageView;
import dev.sluice.engine.topic.PageViews;
import dev.sluice.engine.topic.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundaryTest {
    private static final String TEXT = "The orchard was planted by the brothers in the spring after the great flood";
    private static final String OTHER = "Quarterly sales figures improved because several customers ordered again";

    private static double probability(LayoutText text, double title) {
        Layout layout = text.layout();
        Map<Integer, PageView> views = new PageViews(new Tokenizer(), 500).of(layout, number -> true);
        List<PageTraits> pages = new ArrayList<>();
        layout.pages()
                .forEach(page ->
                        pages.add(PageTraits.of(page, java.util.Objects.requireNonNull(views.get(page.number())), "")));
        int last = pages.size() - 1;
        return Boundary.probability(Boundary.features(
                last > 1 ? pages.get(last - 2) : null, pages.get(last - 1), pages.get(last), title, false, false));
    }

    @Test
    void page_numbers_that_go_on_keep_pages_together() {
        assertThat(probability(new LayoutText().page(TEXT, "_ Page 1 of 2").page(OTHER, "_ Page 2 of 2"), 0))
                .isLessThan(0.3);
    }

    @Test
    void page_numbers_that_start_again_part_pages() {
        assertThat(probability(new LayoutText().page(TEXT, "_ Page 2 of 2").page(OTHER, "_ Page 1 of 3"), 0))
                .isGreaterThan(0.9);
    }

    @Test
    void a_title_makes_a_boundary_more_probable() {
        LayoutText pages = new LayoutText().page(TEXT).page("# Invoice", OTHER);
        assertThat(probability(pages, 1)).isGreaterThan(probability(pages, 0));
    }

    @Test
    void pages_that_share_words_and_running_lines_belong_together() {
        LayoutText alike = new LayoutText().page(TEXT, "_ Orchard Society").page(TEXT, "_ Orchard Society");
        LayoutText unlike = new LayoutText().page(TEXT, "_ Orchard Society").page(OTHER, "_ Sales Review");
        assertThat(probability(alike, 0)).isLessThan(0.1);
        assertThat(probability(unlike, 0)).isGreaterThan(0.5);
    }
}

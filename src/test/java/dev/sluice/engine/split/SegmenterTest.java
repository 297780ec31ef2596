package dev.sluice.engine.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.split.Segmenter.Segment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SegmenterTest {
    /** The logarithms of shares. */
    private static double[] shares(double... shares) {
        return Arrays.stream(shares).map(Math::log).toArray();
    }

    @Test
    void a_page_that_says_nothing_belongs_to_the_one_before() {
        double[][] pages = {shares(0.9, 0.1), shares(0.5, 0.5), shares(0.1, 0.9)};
        assertThat(Segmenter.cut(pages, new double[] {1, 0.1, 0.9}))
                .containsExactly(new Segment(0, 2, 0), new Segment(2, 3, 1));
    }

    @Test
    void a_page_that_looks_different_within_a_document_stays_in_it() {
        double[][] pages = {shares(0.9, 0.1), shares(0.3, 0.7), shares(0.9, 0.1)};
        assertThat(Segmenter.cut(pages, new double[] {1, 0.02, 0.02})).containsExactly(new Segment(0, 3, 0));
    }

    @Test
    void two_documents_of_one_topic_are_two_segments() {
        double[][] pages = {shares(0.9, 0.1), shares(0.9, 0.1)};
        assertThat(Segmenter.cut(pages, new double[] {1, 0.99}))
                .containsExactly(new Segment(0, 1, 0), new Segment(1, 2, 0));
    }

    @Test
    void one_topic_alone_takes_all_pages() {
        double[][] pages = {shares(1), shares(1)};
        assertThat(Segmenter.cut(pages, new double[] {1, 0.01})).containsExactly(new Segment(0, 2, 0));
    }
}

package dev.sluice.engine.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static double[] shares(double... shares) {
        return Arrays.stream(shares).map(Math::log).toArray();
    }

    @Test
    void of_two_topics_that_fit_alike_the_unused_one_is_chosen() {
        double[][] logs = {shares(0.8, 0.1, 0.1), shares(0.45, 0.4, 0.15)};
        assertThat(Assignment.choose(logs, 2)).containsExactly(0, 1);
    }

    @Test
    void a_topic_that_fits_clearly_is_used_again() {
        double[][] logs = {shares(0.9, 0.05, 0.05), shares(0.9, 0.05, 0.05), shares(0.9, 0.05, 0.05)};
        assertThat(Assignment.choose(logs, 2)).containsExactly(0, 0, 0);
    }

    @Test
    void the_rest_may_be_used_as_often_as_needed() {
        double[][] logs = {shares(0.1, 0.2, 0.7), shares(0.3, 0.3, 0.4)};
        assertThat(Assignment.choose(logs, 2)).containsExactly(2, 2);
    }
}

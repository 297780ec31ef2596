package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @ParameterizedTest
    @ValueSource(strings = {"other", "Other", " UNKNOWN ", "none_of_these", "Sonstiges", "autre", "其他"})
    void a_topic_for_the_rest_is_known_by_its_name(String name) {
        assertThat(new Topic(name, "").isRest()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoice", "other invoices", "rest home brochure"})
    void every_other_topic_is_meant_as_it_says(String name) {
        assertThat(new Topic(name, "").isRest()).isFalse();
    }
}

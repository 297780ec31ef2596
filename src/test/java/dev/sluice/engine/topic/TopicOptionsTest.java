package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicOptionsTest {
    private static TopicOptions read(String json) {
        try {
            return TopicOptions.read((ObjectNode) new ObjectMapper().readTree(json), "types");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void names_descriptions_and_prompt_are_read() {
        TopicOptions options =
                read("{\"types\":[{\"name\":\"a\",\"description\":\"b\"},{\"name\":\"c\"}],\"prompt\":\"p\"}");
        assertThat(options.topics()).containsExactly(new Topic("a", "b"), new Topic("c", ""));
        assertThat(options.prompt()).isEqualTo("p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | \"types\" has to be a list of 1 to 200",
                "{\"types\":[]} | it has 0",
                "{\"types\":\"invoice\"} | has to be a list",
                "{\"types\":[\"invoice\"]} | \"types[0]\" has to be an object",
                "{\"types\":[{\"name\":\" \"}]} | \"types[0].name\" has to be a text that is not blank",
                "{\"types\":[{\"name\":3}]} | \"types[0].name\" has to be a text",
                "{\"types\":[{\"name\":\"a\"},{\"name\":\"A \"}]} | stands twice",
                "{\"types\":[{\"name\":\"a\",\"colour\":\"b\"}]} | \"types[0].colour\" is unknown",
                "{\"types\":[{\"name\":\"a\"}],\"promt\":\"\"} | \"promt\" is unknown",
                "{\"types\":[{\"name\":\"a\"}],\"prompt\":{}} | \"prompt\" has to be a text"
            })
    void what_is_wrong_is_said_in_one_sentence(String json, String sentence) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.INVALID_OPTIONS))
                .hasMessageContaining(sentence);
    }

    @Test
    void more_than_200_types_and_endless_descriptions_are_refused() {
        StringBuilder many = new StringBuilder("{\"types\":[");
        for (int i = 0; i <= 200; i++) {
            many.append(i == 0 ? "" : ",").append("{\"name\":\"t").append(i).append("\"}");
        }
        assertThatThrownBy(() -> read(many + "]}")).hasMessageContaining("it has 201");
        String text = "x".repeat(10_001);
        assertThatThrownBy(() -> read("{\"types\":[{\"name\":\"a\",\"description\":\"" + text + "\"}]}"))
                .hasMessageContaining("has 10001 characters; at most 10000");
    }
}

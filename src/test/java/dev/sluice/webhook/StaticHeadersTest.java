package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticHeadersTest {
    @Test
    void an_operators_own_headers_are_taken() {
        Map<String, String> headers = Map.of("Authorization", "Bearer abc", "X-Tenant", "a b");

        assertThat(StaticHeaders.of(headers)).isEqualTo(headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "CONNECTION",
                "Content-Type",
                "Webhook-Id",
                "webhook-signature",
                "webhook-anything",
                "Upgrade",
                "Expect"
            })
    void headers_that_are_ours_are_refused(String name) {
        assertThatThrownBy(() -> StaticHeaders.of(Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + ", which Sluice sets itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\r\nHost: evil", "secret\nX: y", "secret\r", "secret\0", "secret\u007f", "secretü"})
    void a_value_cannot_break_out_of_its_line(String value) {
        assertThatThrownBy(() -> StaticHeaders.of(Map.of("X-Key", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("X-Key, whose value has a line break")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Key", "X-Key:", "X\r\nHost", "Schlüssel"})
    void a_name_must_be_a_token(String name) {
        assertThatThrownBy(() -> StaticHeaders.of(Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a name that is no HTTP header name")
                .hasMessageNotContaining("\n");
    }
}

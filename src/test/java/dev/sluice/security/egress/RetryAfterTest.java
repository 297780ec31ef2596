package dev.sluice.security.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void seconds_are_waited() {
        assertThat(RetryAfter.parse(" 120 ", NOW, DAY)).contains(Duration.ofMinutes(2));
    }

    @Test
    void a_date_is_waited_for() {
        assertThat(RetryAfter.parse("Wed, 21 Oct 2026 08:28:00 GMT", NOW, DAY)).contains(Duration.ofHours(1));
    }

    @Test
    void a_date_that_is_over_means_no_wait() {
        assertThat(RetryAfter.parse("Wed, 21 Oct 2026 06:28:00 GMT", NOW, DAY)).contains(Duration.ZERO);
    }

    @Test
    void no_wait_is_longer_than_the_limit() {
        assertThat(RetryAfter.parse("999999999999999999", NOW, DAY)).contains(DAY);
        assertThat(RetryAfter.parse("Sat, 21 Oct 2028 07:28:00 GMT", NOW, DAY)).contains(DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "1.5", "soon", "9999999999999999999999", "Wed, 41 Oct 2026 08:28:00 GMT"})
    void anything_else_is_as_good_as_nothing(String value) {
        assertThat(RetryAfter.parse(value, NOW, DAY)).isEmpty();
    }
}

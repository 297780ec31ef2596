package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ZERO, Duration.ofMinutes(5)), 0, 2, () -> 0.5);

    private static Verdict of(@Nullable Integer status, @Nullable String retryAfter, int failures) {
        String problem = status == null ? "The connection was refused." : null;
        return Verdict.of(
                new HttpAnswer(status, retryAfter, "", problem, 3),
                "job.failed",
                failures,
                SCHEDULE,
                Instant.EPOCH,
                Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void any_2xx_is_success(int status) {
        assertThat(of(status, null, 0)).isEqualTo(new Verdict(Verdict.Kind.DELIVERED, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 304, 307, 400, 401, 404, 409, 422, 500, 501})
    void anything_else_is_tried_again(int status) {
        Verdict verdict = of(status, "3600", 0);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.RETRY);
        assertThat(verdict.delay())
                .as("Retry-After of one that is not overloaded")
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(verdict.hold()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void an_overloaded_endpoint_says_when(int status) {
        assertThat(of(status, "3600", 0).delay()).isEqualTo(Duration.ofHours(1));
        assertThat(of(status, "3600", 0).hold()).isEqualTo(Duration.ofHours(1));
        assertThat(of(status, "1", 0).delay()).as("the schedule waits longer").isEqualTo(Duration.ofMinutes(5));
        assertThat(of(status, "600000", 0).delay()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void no_answer_is_tried_again() {
        assertThat(of(null, null, 0))
                .isEqualTo(new Verdict(Verdict.Kind.RETRY, Duration.ofMinutes(5), null, "The connection was refused."));
    }

    @Test
    void the_last_failure_is_the_end() {
        assertThat(of(500, null, 1)).isEqualTo(new Verdict(Verdict.Kind.EXHAUSTED, null, null, "It answered 500."));
    }

    @Test
    void gone_is_gone_at_once() {
        assertThat(of(410, null, 0).kind()).isEqualTo(Verdict.Kind.GONE);
    }

    @Test
    void a_redirect_says_that_it_is_not_followed() {
        assertThat(of(302, null, 0).error()).isEqualTo("It answered 302; redirects are not followed.");
    }
}

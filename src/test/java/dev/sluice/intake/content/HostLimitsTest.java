package dev.sluice.intake.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.HandTurnedClock;
import dev.sluice.intake.document.Locator;
import dev.sluice.security.egress.EgressSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HostLimitsTest {
    private static final Locator DOCUMENT = Locator.url("https://example.com/a.pdf?key=1");

    private final HandTurnedClock clock = new HandTurnedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final HostLimits limits = new HostLimits(new EgressSettings.PerHost(2, 5), clock);

    private Duration sentAway() {
        SluiceException busy = catchThrowableOfType(SluiceException.class, () -> limits.enter(DOCUMENT));
        assertThat(busy.failure().code()).isEqualTo(ErrorCode.HOST_BUSY);
        assertThat(busy.failure().message()).contains("example.com").doesNotContain("key");
        return Objects.requireNonNull(busy.failure().retryAfter());
    }

    @Test
    void so_many_at_a_time_are_let_in_and_other_hosts_do_not_wait_for_them() {
        HostLimits.Permit first = limits.enter(DOCUMENT);
        limits.enter(DOCUMENT);
        assertThat(sentAway()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        limits.enter(Locator.url("https://example.org/a.pdf"));

        first.close();
        first.close();
        limits.enter(DOCUMENT);
        assertThat(sentAway()).isPositive();
    }

    @Test
    void so_many_a_second_are_let_in() {
        for (int i = 0; i < 5; i++) {
            limits.enter(DOCUMENT).close();
        }
        sentAway();
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            limits.enter(DOCUMENT).close();
        }
        sentAway();
    }

    @Test
    void who_is_sent_away_comes_back_at_a_time_of_his_own() {
        limits.enter(DOCUMENT);
        limits.enter(DOCUMENT);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waits.add(sentAway());
        }
        assertThat(waits).isSorted().doesNotHaveDuplicates();
        assertThat(waits.get(99)).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void limits_that_let_nobody_in_are_refused() {
        assertThatThrownBy(() -> new HostLimits(new EgressSettings.PerHost(0, 1), clock))
                .hasMessageContaining("sluice.egress.per-host.concurrent");
        assertThatThrownBy(() -> new HostLimits(new EgressSettings.PerHost(1, Double.NaN), clock))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

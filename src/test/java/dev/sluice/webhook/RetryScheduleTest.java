package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final List<Duration> WAITS = List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofMinutes(5));

    @Test
    void each_failure_has_its_wait_until_the_list_ends() {
        RetrySchedule schedule = new RetrySchedule(WAITS, 0.2, 2, () -> 0.5);

        assertThat(schedule.first()).isZero();
        assertThat(schedule.after(1, "job.failed")).contains(Duration.ofSeconds(10));
        assertThat(schedule.after(2, "job.failed")).contains(Duration.ofMinutes(5));
        assertThat(schedule.after(3, "job.failed")).isEmpty();
    }

    @Test
    void jitter_makes_a_wait_up_to_a_fifth_shorter_or_longer() {
        assertThat(new RetrySchedule(WAITS, 0.2, 2, () -> 0.0).after(1, "job.failed"))
                .contains(Duration.ofSeconds(8));
        assertThat(new RetrySchedule(WAITS, 0.2, 2, () -> 1.0).after(1, "job.failed"))
                .contains(Duration.ofSeconds(12));
    }

    @Test
    void progress_is_tried_twice_at_most() {
        RetrySchedule schedule = new RetrySchedule(WAITS, 0.2, 2, () -> 0.5);

        assertThat(schedule.after(1, "job_run.progress")).contains(Duration.ofSeconds(10));
        assertThat(schedule.after(2, "job_run.progress")).isEmpty();
    }
}

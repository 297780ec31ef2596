package dev.sluice.webhook;

import dev.sluice.batch.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When to try, and how often: a list of waits, each longer or shorter by some chance, so that retries do not march. */
final class RetrySchedule {
    private final List<Duration> waits;
    private final double jitter;
    private final int progressAttempts;
    private final DoubleSupplier random;

    /**
     * A schedule.
     *
     * @param waits before the first, second, ... attempt
     * @param jitter share of a wait by which it may be longer or shorter, 0 to 1
     * @param progressAttempts attempts for {@code job_run.progress}
     * @param random numbers from 0 up to 1
     */
    RetrySchedule(List<Duration> waits, double jitter, int progressAttempts, DoubleSupplier random) {
        this.waits = List.copyOf(waits);
        this.jitter = jitter;
        this.progressAttempts = progressAttempts;
        this.random = random;
    }

    /** The wait before the first attempt. */
    Duration first() {
        return jittered(waits.get(0));
    }

    /** The wait after that many failures, or nothing when there have been enough. */
    Optional<Duration> after(int failures, String type) {
        int attempts = isProgress(type) ? Math.min(progressAttempts, waits.size()) : waits.size();
        return failures >= attempts ? Optional.empty() : Optional.of(jittered(waits.get(failures)));
    }

    /** Whether the next event of that type makes this one worthless. */
    static boolean isProgress(String type) {
        return type.equals(EventType.JOB_RUN_PROGRESS.word());
    }

    private Duration jittered(Duration wait) {
        double factor = 1 + jitter * (2 * random.getAsDouble() - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}

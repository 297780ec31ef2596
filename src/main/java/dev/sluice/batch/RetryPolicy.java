package dev.sluice.batch;

import java.time.Duration;

/** Decides what becomes of a failed attempt: a retry after some time, or the end, and with which code. */
final class RetryPolicy {
    /**
     * What becomes of it.
     *
     * @param retryIn null: the job has failed for good
     */
    record Verdict(@org.jspecify.annotations.Nullable Duration retryIn, Failure failure) {}

    private static final Duration DEFERRED = Duration.ofSeconds(1);

    private final JobSettings settings;

    RetryPolicy(JobSettings settings) {
        this.settings = settings;
    }

    /**
     * The verdict over one more failure.
     *
     * @param failures how many attempts had failed before this one
     */
    Verdict judge(Failure failure, int failures) {
        if (failure.code().isDeferral()) {
            Duration asked = failure.retryAfter();
            return new Verdict(asked == null ? DEFERRED : asked, failure);
        }
        return switch (failure.code().kind()) {
            case TRANSIENT ->
                failures < settings.retrySchedule().size()
                        ? new Verdict(wait(failure, failures), failure)
                        : new Verdict(null, failure);
            case RESOURCE ->
                failures == 0 && failure.code() != ErrorCode.QUARANTINED
                        ? new Verdict(Duration.ZERO, failure)
                        : new Verdict(null, quarantined(failure));
            case INPUT, CONFIG, CANCELED -> new Verdict(null, failure);
        };
    }

    /** As scheduled, but no less than was asked for. */
    private Duration wait(Failure failure, int failures) {
        Duration scheduled = settings.retrySchedule().get(failures);
        Duration asked = failure.retryAfter();
        return asked == null || asked.compareTo(scheduled) < 0 ? scheduled : asked;
    }

    private static Failure quarantined(Failure failure) {
        return new Failure(
                ErrorCode.QUARANTINED,
                "Set aside after failing again with %s: %s".formatted(failure.code(), failure.message()));
    }
}

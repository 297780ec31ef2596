package dev.sluice.webhook;

import dev.sluice.security.egress.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an attempt.
 *
 * @param delay before the next attempt; only with {@code RETRY}
 * @param hold for so long the endpoint asked not to be called at all
 * @param error why it was no success: one sentence
 */
record Verdict(
        Kind kind,
        @Nullable Duration delay,
        @Nullable Duration hold,
        @Nullable String error) {

    enum Kind {
        DELIVERED,
        RETRY,
        EXHAUSTED,
        GONE
    }

    /**
     * Judges an answer by the rules of Standard Webhooks: only 2xx is success, 410 ends it all.
     *
     * @param failures of this delivery before this attempt
     * @param now for a {@code Retry-After} that is a date
     */
    static Verdict of(
            HttpAnswer answer, String type, int failures, RetrySchedule schedule, Instant now, Duration maxRetryAfter) {
        if (answer.success()) {
            return new Verdict(Kind.DELIVERED, null, null, null);
        }
        String error = error(answer);
        if (answer.gone()) {
            return new Verdict(Kind.GONE, null, null, error);
        }
        Duration hold = answer.overloaded() && answer.retryAfter() != null
                ? RetryAfter.parse(answer.retryAfter(), now, maxRetryAfter).orElse(null)
                : null;
        Optional<Duration> wait = schedule.after(failures + 1, type);
        if (wait.isEmpty()) {
            return new Verdict(Kind.EXHAUSTED, null, hold, error);
        }
        boolean longer = hold != null && hold.compareTo(wait.get()) > 0;
        return new Verdict(Kind.RETRY, longer ? hold : wait.get(), hold, error);
    }

    private static String error(HttpAnswer answer) {
        if (answer.problem() != null) {
            return answer.problem();
        }
        int status = answer.status() == null ? 0 : answer.status();
        return "It answered %d%s."
                .formatted(status, status >= 300 && status < 400 ? "; redirects are not followed" : "");
    }
}

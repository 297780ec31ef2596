package dev.sluice.intake.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A feed that cannot be had now; the message is a sentence for whoever configured it. */
final class FeedProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    FeedProblem(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** What is wrong, for people. */
    String sentence() {
        return String.valueOf(getMessage());
    }

    /** How long its server asked to be left alone, or null. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}

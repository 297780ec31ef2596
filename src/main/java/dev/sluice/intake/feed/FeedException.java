package dev.sluice.intake.feed;

import org.jspecify.annotations.Nullable;

/** A feed that cannot be read; the message is a sentence for whoever configured it. */
class FeedException extends Exception {
    private static final long serialVersionUID = 1L;

    FeedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

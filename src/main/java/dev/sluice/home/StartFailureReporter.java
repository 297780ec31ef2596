package dev.sluice.home;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;

/** Prints a {@link StartFailure} as one sentence on stderr, in place of Spring Boot's report. */
@Order(0)
final class StartFailureReporter implements SpringBootExceptionReporter {
    /** The signature that Spring Boot looks for; there is no context when the failure came early. */
    StartFailureReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                System.err.println("Sluice did not start: " + cause.getMessage());
                return true;
            }
        }
        return false;
    }
}

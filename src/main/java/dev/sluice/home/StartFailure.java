package dev.sluice.home;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;

/** Sluice cannot start, for a reason its operator can remove. The message is shown as it is, without a stack trace. */
public final class StartFailure extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;

    /** {@code sentence} says what is wrong, where, and what to do about it. */
    public StartFailure(String sentence) {
        this(sentence, null);
    }

    public StartFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}

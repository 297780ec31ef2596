package dev.sluice.batch;

import org.jspecify.annotations.Nullable;

/** The root of all failures that Sluice itself reports: it says what went wrong and, by its code, whether to retry. */
public class SluiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public SluiceException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public SluiceException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(new Failure(code, message), cause);
    }

    public SluiceException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** Code and sentence, as recorded on the job. */
    public Failure failure() {
        return failure;
    }
}

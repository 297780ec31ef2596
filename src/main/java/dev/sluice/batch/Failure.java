package dev.sluice.batch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param code the stable code
 * @param message one sentence a person understands, without control characters, at most {@value #MAX_MESSAGE} characters
 * @param retryAfter how long somebody asked not to be tried again; a transient failure waits at least that long. Not
 *     recorded; null for nothing asked
 */
public record Failure(
        ErrorCode code, String message, @Nullable Duration retryAfter) {
    /** Longest message kept; the rest is cut. */
    public static final int MAX_MESSAGE = 2_000;

    public Failure {
        message = clean(message);
    }

    public Failure(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** PostgreSQL's text refuses U+0000, and a log line must stay one line: so both are mended here, for all. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_MESSAGE));
        text.codePoints()
                .limit(MAX_MESSAGE)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }
}

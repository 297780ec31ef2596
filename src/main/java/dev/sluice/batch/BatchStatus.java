package dev.sluice.batch;

import java.util.Locale;

/**
 * How far a batch has come: {@code receiving → processing → completed | failed | canceled}. {@code FAILED} means that
 * the batch itself could not run; how its jobs ended is the {@link BatchOutcome}.
 */
public enum BatchStatus {
    RECEIVING,
    PROCESSING,
    COMPLETED,
    FAILED,
    CANCELED;

    /** The word in table, event and API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that word. */
    public static BatchStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more happens by itself. A retry of one of its jobs reopens a final batch as a new generation. */
    public boolean isFinal() {
        return this != RECEIVING && this != PROCESSING;
    }
}

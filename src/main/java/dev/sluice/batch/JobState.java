package dev.sluice.batch;

import java.util.Locale;

/** Where a job is, as shown to people. The legal moves stand in {@link JobMove}. */
public enum JobState {
    /** Accepted, not yet in its batch's window, or waiting for a retry. */
    PENDING,
    /** In the window, to be claimed next. */
    READY,
    /** Claimed by a node. */
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELED;

    /** The word in view, event and API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word. */
    public static JobState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it is never left. A retry of a final job is a new job. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELED;
    }
}

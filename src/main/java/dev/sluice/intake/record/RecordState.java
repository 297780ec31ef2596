package dev.sluice.intake.record;

import dev.sluice.batch.JobState;
import java.util.Locale;

/** What has become of a source's document: the state of its last job, unless somebody has put it aside. */
public enum RecordState {
    /** Accepted; its job waits, also for another attempt. */
    WAITING,
    RUNNING,
    COMPLETED,
    /** It can be tried again, for ever. */
    FAILED,
    CANCELED,
    /** It failed and was put aside with a reason; it can still be tried again. */
    DEAD;

    /** The word in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RecordState of(JobState state, boolean dead) {
        return switch (state) {
            case PENDING, READY -> WAITING;
            case RUNNING -> RUNNING;
            case COMPLETED -> COMPLETED;
            case FAILED -> dead ? DEAD : FAILED;
            case CANCELED -> CANCELED;
        };
    }
}

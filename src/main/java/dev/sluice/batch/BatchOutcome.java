package dev.sluice.batch;

import java.util.Locale;

/** How a batch whose jobs are all final has ended: a pure function of its counters. */
public enum BatchOutcome {
    SUCCEEDED,
    PARTIAL,
    FAILED,
    CANCELED,
    EMPTY;

    /** The word in table, event and API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of that word. */
    public static BatchOutcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The outcome of a batch with these counters, all of whose jobs are final. */
    static BatchOutcome of(BatchCounts counts) {
        if (counts.total() == 0) {
            return EMPTY;
        }
        if (counts.completed() == counts.total()) {
            return SUCCEEDED;
        }
        return counts.completed() == 0 ? FAILED : PARTIAL;
    }
}

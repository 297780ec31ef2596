package dev.sluice.batch;

/** Where a batch is, as one word for those who wait for it: its status and its outcome in one closed set. */
public enum BatchPhase {
    /** None of its documents has been looked at. */
    WAITING("status IN ('receiving', 'processing') AND active + completed + failed + canceled = 0"),
    /** Some have. */
    WORKING("status IN ('receiving', 'processing') AND active + completed + failed + canceled > 0"),
    /** All are final and at least one is completed, or there were none. */
    DONE("status = 'completed' AND outcome <> 'failed'"),
    /** It could not run, or none of its documents was completed. */
    FAILED("(status = 'failed' OR status = 'completed' AND outcome = 'failed')"),
    CANCELED("status = 'canceled'");

    /** The same as a condition on the table {@code batch}. */
    final String condition;

    BatchPhase(String condition) {
        this.condition = condition;
    }

    /** The phase of a batch. */
    public static BatchPhase of(Batch batch) {
        return switch (batch.status()) {
            case CANCELED -> CANCELED;
            case FAILED -> FAILED;
            case COMPLETED -> batch.outcome() == BatchOutcome.FAILED ? FAILED : DONE;
            case RECEIVING, PROCESSING ->
                batch.counts().pending() == batch.counts().total() ? WAITING : WORKING;
        };
    }

    /** Whether nothing more happens by itself. */
    public boolean isFinal() {
        return this != WAITING && this != WORKING;
    }
}

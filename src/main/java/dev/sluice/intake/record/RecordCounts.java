package dev.sluice.intake.record;

/**
 * How many jobs of a source's documents are in which state, each document by its last job.
 *
 * @param failed without those put aside
 * @param dead failed and put aside
 */
public record RecordCounts(long waiting, long running, long completed, long failed, long canceled, long dead) {
    /** All of them. */
    public long total() {
        return waiting + running + completed + failed + canceled + dead;
    }

    /** Those in one state. */
    public long of(RecordState state) {
        return switch (state) {
            case WAITING -> waiting;
            case RUNNING -> running;
            case COMPLETED -> completed;
            case FAILED -> failed;
            case CANCELED -> canceled;
            case DEAD -> dead;
        };
    }
}

package dev.sluice.batch;

/**
 * How many documents of a batch are where, counting the latest generation of each. The other five always sum to
 * {@code total}.
 *
 * @param pending not yet released, or waiting for a retry
 * @param active ready or running
 */
public record BatchCounts(int total, int pending, int active, int completed, int failed, int canceled) {
    /** Counters of a batch without documents. */
    public static final BatchCounts NONE = new BatchCounts(0, 0, 0, 0, 0, 0);

    public BatchCounts {
        if (total != pending + active + completed + failed + canceled || pending < 0 || active < 0) {
            throw new IllegalArgumentException(
                    "counters do not add up: total=%d pending=%d active=%d completed=%d failed=%d canceled=%d"
                            .formatted(total, pending, active, completed, failed, canceled));
        }
    }

    /** Whether every document is final. */
    public boolean allFinal() {
        return pending + active == 0;
    }
}

package dev.sluice.batch;

/** Which queue a job waits in. Each node keeps a slot for single runs, so that a backfill never makes them wait. */
public enum Lane {
    SINGLE(0),
    BATCH(1);

    private final int number;

    Lane(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

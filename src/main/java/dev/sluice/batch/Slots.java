package dev.sluice.batch;

/**
 * How many jobs a lane may still claim from an engine. Batches leave one slot to single runs, so that a backfill of
 * slow documents never makes a person wait; single runs take at most three quarters, so that a flood of them never
 * stops the batches.
 */
record Slots(int maxConcurrent, int occupiedBySingles, int occupiedByBatches) {
    int freeFor(Lane lane) {
        int free = maxConcurrent - occupiedBySingles - occupiedByBatches;
        int share = switch (lane) {
            case SINGLE -> Math.max(1, maxConcurrent * 3 / 4) - occupiedBySingles;
            case BATCH -> Math.max(1, maxConcurrent - 1) - occupiedByBatches;
        };
        return Math.max(0, Math.min(free, share));
    }
}

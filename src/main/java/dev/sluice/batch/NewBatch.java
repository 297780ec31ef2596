package dev.sluice.batch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch to be opened.
 *
 * @param sourceId the watched source it is formed from, or null when a client submits it
 * @param engine the name of the engine that serves the operation
 * @param options what the submitter asked for, as JSON, the same for every job; null for none
 * @param externalRef the submitter's own id, or null
 * @param workers how many of its jobs may be ready or running at a time, 1 to {@value #MAX_WORKERS}
 * @param weight its share of the slots beside other batches, 1 to 100
 * @param maxSize sealed when it has that many documents; null: never by size
 * @param quietTime sealed when that long no document arrived; null: only when asked to
 * @param sealAt sealed then, whatever arrives; null: not at a time of the clock
 * @param output where results are written besides, a JSON object for whoever writes them; null: nowhere
 */
public record NewBatch(
        String tenantId,
        @Nullable String sourceId,
        Operation operation,
        String engine,
        @Nullable String options,
        @Nullable String externalRef,
        int workers,
        int weight,
        @Nullable Integer maxSize,
        @Nullable Duration quietTime,
        @Nullable Instant sealAt,
        @Nullable String output) {
    /** The largest window of one batch. */
    public static final int MAX_WORKERS = 256;

    public NewBatch {
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new IllegalArgumentException("workers must be 1 to " + MAX_WORKERS + ", not " + workers);
        }
    }

    /** A batch that is not sealed at a time of the clock. */
    public NewBatch(
            String tenantId,
            @Nullable String sourceId,
            Operation operation,
            String engine,
            @Nullable String options,
            @Nullable String externalRef,
            int workers,
            int weight,
            @Nullable Integer maxSize,
            @Nullable Duration quietTime,
            @Nullable String output) {
        this(
                tenantId,
                sourceId,
                operation,
                engine,
                options,
                externalRef,
                workers,
                weight,
                maxSize,
                quietTime,
                null,
                output);
    }

    /** A batch whose results are written nowhere besides. */
    public NewBatch(
            String tenantId,
            @Nullable String sourceId,
            Operation operation,
            String engine,
            @Nullable String options,
            @Nullable String externalRef,
            int workers,
            int weight,
            @Nullable Integer maxSize,
            @Nullable Duration quietTime) {
        this(
                tenantId,
                sourceId,
                operation,
                engine,
                options,
                externalRef,
                workers,
                weight,
                maxSize,
                quietTime,
                null,
                null);
    }
}

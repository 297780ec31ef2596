package dev.sluice.intake.source;

import dev.sluice.batch.NewBatch;
import dev.sluice.batch.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of source is asked for: what is done with its documents, and how they form batches.
 *
 * @param options for the operation, as JSON; null for none
 * @param workers how many documents of a batch are worked on at a time
 * @param weight the share of its batches beside those of others
 * @param pollInterval time between two looks at it; without meaning if there is a schedule
 * @param schedule when it is looked at; null: every {@code pollInterval}
 * @param silence it is a trouble when that long no document came; null: it never is
 * @param batchQuietTime a batch is sealed when that long no document came
 * @param batchMaxSize a batch is sealed when it has that many documents
 * @param output where results are written; absolute and normalised
 */
public record SourceSettings(
        String tenantId,
        String sourceId,
        Operation operation,
        String engine,
        @Nullable String options,
        int workers,
        int weight,
        Duration pollInterval,
        @Nullable Schedule schedule,
        @Nullable Duration silence,
        Duration batchQuietTime,
        int batchMaxSize,
        Path output) {

    /** The one tenant there is. */
    public static final String TENANT = "default";

    /** A source is asked for at least that often whether it is due: so late may a run begin that somebody asks for. */
    static final Duration PACE = Duration.ofSeconds(1);

    /** How often it is asked for whether the source is due: the period of the timer at the head of its route. */
    public Duration tick() {
        return schedule != null || pollInterval.compareTo(PACE) > 0 ? PACE : pollInterval;
    }

    /** The batch that its documents form. */
    NewBatch batch() {
        return batch(null, batchMaxSize, batchQuietTime, null);
    }

    /** A batch of the source that is named and sealed otherwise. */
    public NewBatch batch(
            @Nullable String externalRef,
            @Nullable Integer maxSize,
            @Nullable Duration quietTime,
            @Nullable Instant sealAt) {
        return new NewBatch(
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
                sealAt,
                null);
    }
}

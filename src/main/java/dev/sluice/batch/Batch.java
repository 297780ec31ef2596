package dev.sluice.batch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it stands.
 *
 * @param outcome null until the status is final
 * @param failure why the batch itself could not run, else null
 * @param generation grows when a retry reopens it
 */
public record Batch(
        UUID id,
        String tenantId,
        @Nullable String sourceId,
        Operation operation,
        @Nullable String externalRef,
        BatchStatus status,
        @Nullable BatchOutcome outcome,
        @Nullable Failure failure,
        int generation,
        BatchCounts counts,
        Instant createdAt,
        @Nullable Instant finishedAt) {}

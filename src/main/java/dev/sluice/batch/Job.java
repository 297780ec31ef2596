package dev.sluice.batch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param batchId null for a single run
 * @param intakeId the document
 * @param attempt how often it has been claimed
 * @param retryOf the job it tries again
 * @param dueAt when it is in backoff: until when
 * @param artifactId its result, once completed
 * @param failure why it failed or was canceled; while it is in backoff, why the last attempt failed
 */
public record Job(
        UUID id,
        String tenantId,
        @Nullable UUID batchId,
        @Nullable UUID intakeId,
        Operation operation,
        String engine,
        JobState state,
        int attempt,
        int failures,
        int generation,
        @Nullable UUID retryOf,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        @Nullable UUID artifactId,
        @Nullable Failure failure) {}

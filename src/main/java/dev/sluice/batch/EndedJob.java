package dev.sluice.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job whose attempt has just been written: ended, or back in the queue of retries when {@code state} is pending. */
record EndedJob(
        UUID id,
        @Nullable UUID batchId,
        String tenantId,
        JobState state,
        int attempt,
        @Nullable UUID intakeId) {}

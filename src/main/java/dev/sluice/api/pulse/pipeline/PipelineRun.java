package dev.sluice.api.pulse.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as it stands.
 *
 * @param steps in the order of execution
 * @param begun those that have begun, in the same order
 * @param status {@code processing}, {@code completed}, {@code failed} or {@code canceled}
 * @param errorCode of this dialect, once it failed
 */
record PipelineRun(
        String tenantId,
        UUID id,
        List<Step> steps,
        List<String> warnings,
        List<Step.Begun> begun,
        String status,
        @Nullable String errorCode,
        @Nullable String errorText,
        int failures,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {
    PipelineRun {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        begun = List.copyOf(begun);
    }

    boolean isFinal() {
        return finishedAt != null;
    }
}

package dev.sluice.api.submit;

import dev.sluice.batch.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A batch that a client asks for.
 *
 * @param options the operation's options in Sluice's own names, a JSON object; null for none
 * @param output where results are written besides, a JSON object that only the dialect reads; null: nowhere
 * @param workers how many of its documents are worked on at a time
 * @param externalRef the client's own id for the batch, or null
 * @param engine null: the one that serves the operation
 */
public record Submission(
        String tenantId,
        Operation operation,
        @Nullable String options,
        @Nullable String output,
        int workers,
        @Nullable String externalRef,
        DocumentSet documents,
        @Nullable String engine) {
    /** On the engine that serves the operation. */
    public Submission(
            String tenantId,
            Operation operation,
            @Nullable String options,
            @Nullable String output,
            int workers,
            @Nullable String externalRef,
            DocumentSet documents) {
        this(tenantId, operation, options, output, workers, externalRef, documents, null);
    }
}

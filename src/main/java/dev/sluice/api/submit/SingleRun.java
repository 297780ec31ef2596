package dev.sluice.api.submit;

import dev.sluice.batch.Operation;
import dev.sluice.intake.ApiDocument;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One operation that a client asks for by itself.
 *
 * @param engine null: the one that serves the operation
 * @param document what it works on, or null if it works on results
 * @param inputs the artifacts of earlier jobs that it works on; empty if it works on a document
 * @param options the operation's options in Sluice's own names, a JSON object; null for none
 * @param kept what the dialect needs again when it says the result, a JSON object that only the dialect reads; null: nothing
 */
public record SingleRun(
        String tenantId,
        Operation operation,
        @Nullable String engine,
        @Nullable ApiDocument document,
        List<UUID> inputs,
        @Nullable String options,
        @Nullable String kept) {
    public SingleRun {
        inputs = List.copyOf(inputs);
        if ((document == null) == inputs.isEmpty()) {
            throw new IllegalArgumentException("a run works either on a document or on results");
        }
    }

    /** A run on a document. */
    public static SingleRun on(
            ApiDocument document,
            String tenantId,
            Operation operation,
            @Nullable String options,
            @Nullable String kept) {
        return new SingleRun(tenantId, operation, null, document, List.of(), options, kept);
    }

    /** A run on the results of earlier ones. */
    public static SingleRun on(
            List<UUID> inputs, String tenantId, Operation operation, @Nullable String options, @Nullable String kept) {
        return new SingleRun(tenantId, operation, null, null, inputs, options, kept);
    }

    /** The same on an engine of that name; null: the one that serves the operation. */
    public SingleRun by(@Nullable String other) {
        return new SingleRun(tenantId, operation, other, document, inputs, options, kept);
    }
}

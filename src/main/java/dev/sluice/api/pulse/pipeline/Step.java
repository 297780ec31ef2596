package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step.
 *
 * @param name as the client wrote it, in snake case: {@code extract}, {@code batch_extract}, {@code schema}, {@code
 *     split}, {@code tables}
 * @param body of a stage: what would be posted for it alone, without what it works on
 */
record Step(Name name, @Nullable ObjectNode body) {
    /** What a step does. */
    enum Name {
        @JsonProperty("extract")
        EXTRACT,
        @JsonProperty("batch_extract")
        BATCH_EXTRACT,
        @JsonProperty("schema")
        SCHEMA,
        @JsonProperty("split")
        SPLIT,
        @JsonProperty("tables")
        TABLES;

        /** As in requests and answers. */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A step that has begun.
     *
     * @param id of its job, or of its batch
     * @param ended null while it runs
     */
    record Begun(UUID id, Instant began, @Nullable Instant ended) {}
}

package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a stage is to do.
 *
 * @param options in Sluice's own names
 * @param version of the saved configuration they come from; null if they stood in the request
 * @param template the Excel template they come from, in base64; null for none
 */
record StageConfig(
        ObjectNode options,
        @Nullable Integer version,
        @Nullable String template) {
    /** What stood in the request. */
    static StageConfig of(ObjectNode options) {
        return new StageConfig(options, null, null);
    }
}

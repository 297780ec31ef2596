package dev.sluice.api.pulse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked request for a batch of extractions.
 *
 * @param output where results are written besides
 * @param options in Sluice's own names
 * @param stored whether the results may be referred to by extraction ids
 * @param warnings what of the request has no effect
 * @param twice members that results have a second time at their old place
 */
record BatchExtractRequest(
        PulseInput input,
        Output output,
        ObjectNode options,
        boolean stored,
        int workers,
        List<String> warnings,
        Set<String> twice) {
    /** At least one of both. */
    record Output(@Nullable String s3Prefix, @Nullable String localPath) {}
}

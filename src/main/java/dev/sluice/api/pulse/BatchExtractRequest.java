package dev.sluice.api.pulse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * A checked request for a batch of extractions.
 *
 * @param options in Sluice's own names
 * @param stored whether the results may be referred to by extraction ids
 * @param warnings what of the request has no effect
 * @param twice members that results have a second time at their old place
 * @param model decides about the engine
 */
record BatchExtractRequest(
        PulseInput input,
        BatchParameters parameters,
        ObjectNode options,
        boolean stored,
        List<String> warnings,
        Set<String> twice,
        String model) {}

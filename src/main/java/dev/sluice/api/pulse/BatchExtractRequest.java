package dev.sluice.api.pulse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A checked request for a batch of extractions.
 *
 * @param options in Sluice's own names
 * @param stored whether the results may be referred to by extraction ids
 * @param warnings what of the request has no effect
 */
record BatchExtractRequest(
        PulseInput input, BatchParameters parameters, ObjectNode options, boolean stored, List<String> warnings) {}

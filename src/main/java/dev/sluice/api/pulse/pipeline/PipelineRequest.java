package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.extract.ExtractOptionNames;
import dev.sluice.intake.ApiDocument;
import java.util.List;

/**
 * A checked request.
 *
 * @param steps the first is an extraction
 * @param options of that extraction
 * @param documents exactly one, unless it is a batch
 * @param workers of a batch
 * @param later whether the client asks for the result later
 * @param facts what makes two requests the same
 * @param warnings what of the request has no effect
 */
record PipelineRequest(
        List<Step> steps,
        ExtractOptionNames.Mapped options,
        List<ApiDocument> documents,
        int workers,
        boolean later,
        ObjectNode facts,
        List<String> warnings) {}

package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.JobStep;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an engine needs for a job on extractions: what travels from {@code direct:gather-input} to the engine.
 *
 * @param options what was asked for; an empty object for nothing
 * @param documents at least one
 * @param directory where the engine writes its result; stored or discarded afterwards
 * @param extraction the parts of an extraction made for this job alone, in that directory; empty when its inputs were
 *     stored before
 * @param pageCount of the document of that extraction, if its format has pages
 */
public record OperationInput(
        ClaimedJob job,
        ObjectNode options,
        List<ExtractedDocument> documents,
        Path directory,
        List<dev.sluice.artifact.PartFile> extraction,
        @Nullable Integer pageCount)
        implements JobStep {
    public OperationInput {
        documents = List.copyOf(documents);
        extraction = List.copyOf(extraction);
    }
}

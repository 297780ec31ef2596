package dev.sluice.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.parser.OperationTask;
import java.util.List;

/** The embedded engine of all operations on extractions: carries them out in a parser process and stores the result. */
public class EmbeddedOperation {
    private final DocumentParser parser;
    private final ArtifactStore artifacts;
    private final OperationResults results;
    private final InFlight inFlight;
    private final ObjectMapper json;

    EmbeddedOperation(
            DocumentParser parser,
            ArtifactStore artifacts,
            OperationResults results,
            InFlight inFlight,
            ObjectMapper json) {
        this.parser = parser;
        this.artifacts = artifacts;
        this.results = results;
        this.inFlight = inFlight;
        this.json = json;
    }

    /**
     * Carries the operation out.
     *
     * @return the stored result
     * @throws SluiceException with the reason why there is none
     */
    public StoredResult run(OperationInput input) {
        ParseHandle handle = new ParseHandle();
        inFlight.onAbort(input.job(), handle::abort);
        try {
            OperationResult result = parser.run(
                    new OperationRequest(
                            input.job().operation(),
                            input.documents().stream()
                                    .map(EmbeddedOperation::task)
                                    .toList(),
                            input.options(),
                            input.directory()),
                    handle);
            return results.store(
                    input,
                    List.of(result.part().stored()),
                    json.createObjectNode().put("engine", input.job().engine()));
        } catch (RuntimeException e) {
            artifacts.discard(input.directory());
            throw e;
        }
    }

    private static OperationTask.Input task(ExtractedDocument document) {
        return new OperationTask.Input(
                document.id(),
                document.name(),
                document.mediaType(),
                document.layout().toAbsolutePath().toString(),
                document.splits());
    }
}

package dev.sluice.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Ids;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobRequests;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Path;

/** The embedded engine of the operation extract: parses a document in a process of its own and stores the result. */
public class EmbeddedExtract {
    private final JobRequests requests;
    private final DocumentParser parser;
    private final ArtifactStore artifacts;
    private final InFlight inFlight;
    private final Ids ids;
    private final ObjectMapper json;

    EmbeddedExtract(
            JobRequests requests,
            DocumentParser parser,
            ArtifactStore artifacts,
            InFlight inFlight,
            Ids ids,
            ObjectMapper json) {
        this.requests = requests;
        this.parser = parser;
        this.artifacts = artifacts;
        this.inFlight = inFlight;
        this.ids = ids;
        this.json = json;
    }

    /**
     * Extracts the document and stores what came of it.
     *
     * @return the stored result
     * @throws SluiceException with the reason the document could not be extracted
     */
    public StoredResult extract(SourceDocument document) {
        ClaimedJob job = document.job();
        try {
            Path directory = artifacts.newDirectory();
            ParseHandle handle = new ParseHandle();
            inFlight.onAbort(job, handle::abort);
            Extraction extraction;
            try {
                extraction = parser.extract(
                        new ExtractRequest(
                                document.path(),
                                document.name(),
                                document.mediaType(),
                                directory,
                                requests.of(job).options(json),
                                document.opened()),
                        handle);
            } catch (RuntimeException | IOException e) {
                artifacts.discard(directory);
                throw e;
            }
            Artifact artifact = artifacts.store(
                    ids.next(),
                    job.tenantId(),
                    job.jobId(),
                    job.attempt(),
                    directory,
                    extraction.parts().stream().map(PartFile::stored).toList(),
                    summary(document, extraction));
            return new StoredResult(job, artifact);
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The result could not be stored: " + e.getMessage(), e);
        }
    }

    private ObjectNode summary(SourceDocument document, Extraction extraction) {
        ObjectNode summary = extraction.describe(json.createObjectNode()
                .put("operation", document.job().operation().word())
                .put("name", document.name()));
        summary.set("warnings", json.valueToTree(extraction.warnings()));
        return summary;
    }
}

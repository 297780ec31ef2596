package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Ids;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Stores what an engine wrote for a job on extractions. */
public class OperationResults {
    private final ArtifactStore artifacts;

    private final Ids ids;

    OperationResults(ArtifactStore artifacts, Ids ids) {
        this.artifacts = artifacts;
        this.ids = ids;
    }

    /**
     * Stores the input's directory.
     *
     * @param parts what the engine wrote into it, {@link Extraction#RESULT} among them
     * @param summary small facts of the engine; what was worked on is added
     * @throws SluiceException {@code STORAGE_UNAVAILABLE}
     */
    public StoredResult store(OperationInput input, List<PartFile> parts, ObjectNode summary) {
        ClaimedJob job = input.job();
        List<PartFile> all = new ArrayList<>(parts);
        all.addAll(input.extraction());
        UUID id = ids.next();
        ExtractedDocument first = input.documents().get(0);
        summary.put("operation", job.operation().word());
        summary.put("name", first.name());
        if (first.mediaType() != null) {
            summary.put("mediaType", first.mediaType());
        }
        if (input.pageCount() != null) {
            summary.put("pageCount", input.pageCount());
        }
        if (job.operation() == Operation.SPLIT) {
            summary.put("splitOf", input.extraction().isEmpty() ? first.id() : id.toString());
        }
        try {
            Artifact artifact =
                    artifacts.store(id, job.tenantId(), job.jobId(), job.attempt(), input.directory(), all, summary);
            return new StoredResult(job, artifact);
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The result could not be stored: " + e.getMessage(), e);
        }
    }
}

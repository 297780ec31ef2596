package dev.sluice.artifact;

import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.JobResult;
import java.util.UUID;

/** The result of a job, stored. */
public record StoredResult(ClaimedJob job, Artifact artifact) implements JobResult {
    @Override
    public UUID artifactId() {
        return artifact.id();
    }
}

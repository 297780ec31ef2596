package dev.sluice.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job this node has claimed: what travels through the processing routes.
 *
 * @param batchId null for a single run
 * @param intakeId the document; its facts are looked up by whoever needs them
 * @param attempt grows with every claim; the fence that tells this claim from later ones
 * @param failures how many attempts have ended in a failure so far
 */
public record ClaimedJob(
        UUID jobId,
        @Nullable UUID batchId,
        String tenantId,
        @Nullable UUID intakeId,
        Operation operation,
        String engine,
        Lane lane,
        int attempt,
        int failures)
        implements JobStep {
    @Override
    public ClaimedJob job() {
        return this;
    }
}

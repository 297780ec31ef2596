package dev.sluice.engine.remote;

import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.JobStep;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.OperationInput;
import org.jspecify.annotations.Nullable;

/** What becomes of a job at a circuit breaker: the bean of the fallback in the routes of remote engines. */
public class EngineBreaker {
    private final ArtifactStore artifacts;

    EngineBreaker(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /**
     * Passes on why the engine did not carry the job out. It is never given to another engine instead.
     *
     * @param step what the engine was to work on
     * @param error what happened; null or not one of ours if the breaker is open and the engine was not asked at all
     * @throws SluiceException always: the failure itself, or {@code ENGINE_UNAVAILABLE}
     */
    public void failed(JobStep step, @Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SluiceException known) {
                throw known;
            }
        }
        if (step instanceof OperationInput input) {
            artifacts.discard(input.directory());
        }
        if (error != null && !error.getClass().getSimpleName().equals("CallNotPermittedException")) {
            throw new IllegalStateException("the engine failed unexpectedly", error);
        }
        throw new SluiceException(
                ErrorCode.ENGINE_UNAVAILABLE,
                "The engine has failed too often of late and is left alone for a moment.");
    }
}

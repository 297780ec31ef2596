package dev.sluice.batch;

import java.util.UUID;

/** What an engine's route ends with: something stored under an artifact id. */
@FunctionalInterface
public interface JobResult {
    /** The id of the stored result. */
    UUID artifactId();
}

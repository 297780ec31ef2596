package dev.sluice.batch;

import java.util.UUID;

/** What an engine's route ends with: something stored under an artifact id. */
public interface JobResult extends JobStep {
    /** The id of the stored result. */
    UUID artifactId();
}

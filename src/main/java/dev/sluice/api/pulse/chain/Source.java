package dev.sluice.api.pulse.chain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An earlier result that a stage works on.
 *
 * @param jobId the job that made it
 * @param intakeId the document it was made of, which gives it its name
 */
record Source(UUID artifactId, UUID jobId, @Nullable UUID intakeId) {}

package dev.sluice.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to be added to a batch, or to be run by itself.
 *
 * @param id chosen by the submitter ({@link Ids}), so that it can be written down in the same transaction
 * @param intakeId the intake record of the document
 */
public record NewJob(UUID id, @Nullable UUID intakeId) {}

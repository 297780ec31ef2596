package dev.sluice.batch;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to be added to a batch, or to be run by itself.
 *
 * @param id chosen by the submitter ({@link Ids}), so that it can be written down in the same transaction
 * @param intakeId the intake record of the document
 * @param inputs artifacts of earlier jobs to work on; empty: the document itself
 * @param options what a single run is asked for, a JSON object; null for none, and for jobs of a batch, which has its own
 */
public record NewJob(
        UUID id,
        @Nullable UUID intakeId,
        List<UUID> inputs,
        @Nullable String options) {
    public NewJob {
        inputs = List.copyOf(inputs);
    }

    /** A job on a document, with the options of its batch. */
    public NewJob(UUID id, @Nullable UUID intakeId) {
        this(id, intakeId, List.of(), null);
    }
}

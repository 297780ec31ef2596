package dev.sluice.api.jobs;

import dev.sluice.batch.Failure;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One document of a batch, as its latest job stands.
 *
 * @param file the document's name, empty if it has none
 * @param source the result that it works on; null if it works on the document
 * @param pageCount of the result, if its format has pages
 * @param failure why it failed or was canceled, or why its last attempt did
 * @param changedAt when it was claimed or ended
 */
public record JobEntry(
        UUID jobId,
        JobState state,
        @Nullable UUID intakeId,
        String file,
        Operation operation,
        @Nullable JobSource source,
        int attempt,
        @Nullable UUID artifactId,
        @Nullable Integer pageCount,
        @Nullable Failure failure,
        @Nullable Instant changedAt) {}

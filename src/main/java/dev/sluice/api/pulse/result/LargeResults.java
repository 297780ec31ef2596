package dev.sluice.api.pulse.result;

import dev.sluice.batch.Job;
import java.util.Optional;

/** Results that are too large to be answered at once: a link to them is answered instead. */
public interface LargeResults {
    /** For results of which nobody knows yet how many bytes they have. */
    long UNKNOWN = -1;

    /**
     * The path, with its query, under which the result can be downloaded once; always the same for a job. Empty if the
     * result is small enough.
     *
     * @param job a completed extraction
     * @param pages of the document
     * @param bytes of the result as it would be answered, or {@link #UNKNOWN}
     */
    Optional<String> link(Job job, int pages, long bytes);
}

package dev.sluice.api.pulse.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** What else clients ask for as a job, though it is neither a document's nor a batch. */
public interface OtherJobs {
    /**
     * Writes what {@code GET /job/{id}} answers, as one object.
     *
     * @param origin what links begin with
     * @return false if it has no such job; then nothing is written
     */
    boolean write(String tenantId, UUID id, String origin, JsonGenerator json) throws IOException;

    /**
     * Ends it.
     *
     * @return a sentence that says what happened; empty if it has no such job
     */
    Optional<String> cancel(String tenantId, UUID id);
}

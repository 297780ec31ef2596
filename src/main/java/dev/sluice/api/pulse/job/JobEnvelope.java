package dev.sluice.api.pulse.job;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.pulse.answer.PulseTime;
import dev.sluice.batch.BatchStatus;
import dev.sluice.batch.Failure;
import dev.sluice.batch.JobState;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every answer of {@code GET /job/{id}} has, and the five spellings of a status. */
final class JobEnvelope {
    private JobEnvelope() {}

    /** Of a batch: it processes from the moment it was accepted. */
    static String status(BatchStatus status) {
        return status.isFinal() ? status.word() : "processing";
    }

    /** Of one document. */
    static String status(JobState state) {
        return switch (state) {
            case PENDING, READY -> "pending";
            case RUNNING -> "processing";
            case COMPLETED, FAILED, CANCELED -> state.word();
        };
    }

    static void begin(JsonGenerator json, UUID id, String status, Instant createdAt, @Nullable Instant updatedAt)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("job_id", id.toString());
        json.writeStringField("status", status);
        json.writeStringField("created_at", PulseTime.of(createdAt));
        json.writeStringField("updated_at", PulseTime.of(updatedAt == null ? createdAt : updatedAt));
    }

    static void end(JsonGenerator json, @Nullable Failure failure) throws IOException {
        if (failure != null) {
            json.writeStringField("error", failure.message());
            json.writeStringField("code", failure.code().name());
        }
        json.writeEndObject();
    }
}

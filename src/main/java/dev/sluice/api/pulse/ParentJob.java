package dev.sluice.api.pulse;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.jobs.JobEntry;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchCounts;
import dev.sluice.batch.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch as {@code GET /job/{id}} shows it: its counts, and its children in one list for each state. */
final class ParentJob implements Closeable {
    private final BatchTarget target;
    private final PulseOutputs outputs;
    private final JsonList completed = new JsonList();
    private final JsonList failed = new JsonList();
    private final JsonList processing = new JsonList();
    private final JsonList pending = new JsonList();
    private final JsonList canceled = new JsonList();
    private @Nullable Instant changedAt;

    ParentJob(BatchTarget target, PulseOutputs outputs) throws IOException {
        this.target = target;
        this.outputs = outputs;
    }

    /** Takes one child. */
    void add(JobEntry job) {
        Instant at = job.changedAt();
        if (at != null && (changedAt == null || at.isAfter(changedAt))) {
            changedAt = at;
        }
        try {
            switch (job.state()) {
                case COMPLETED -> completed(job, completed.next());
                case FAILED -> ended(job, failed.next());
                case CANCELED -> ended(job, canceled.next());
                case RUNNING -> processing.next().writeString(job.jobId().toString());
                case READY, PENDING -> pending.next().writeString(job.jobId().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void completed(JobEntry job, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("job_id", job.jobId().toString());
        json.writeStringField("file", job.file());
        if (job.artifactId() != null && target.stored()) {
            json.writeStringField("extraction_id", job.artifactId().toString());
        }
        json.writeNumberField("page_count", job.pageCount() == null ? 1 : job.pageCount());
        List<String> places = outputs.places(target, job.file(), job.jobId());
        if (!places.isEmpty()) {
            json.writeArrayFieldStart("output");
            for (String place : places) {
                json.writeString(place);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void ended(JobEntry job, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("job_id", job.jobId().toString());
        json.writeStringField("file", job.file());
        Failure failure = job.failure();
        if (failure != null) {
            json.writeStringField("error", failure.message());
            json.writeStringField("code", failure.code().name());
        }
        json.writeNumberField("attempts", job.attempt());
        if (job.intakeId() != null) {
            json.writeStringField("source_id", job.intakeId().toString());
        }
        json.writeEndObject();
    }

    /** Sends it. */
    void write(Batch batch, JsonGenerator json, OutputStream out) throws IOException {
        Instant finishedAt = batch.finishedAt();
        JobEnvelope.begin(
                json,
                batch.id(),
                JobEnvelope.status(batch.status()),
                batch.createdAt(),
                finishedAt == null ? changedAt : finishedAt);
        json.writeObjectFieldStart("result");
        progress(batch.counts(), json);
        json.writeObjectFieldStart("jobs");
        completed.writeTo("completed", json, out);
        failed.writeTo("failed", json, out);
        processing.writeTo("processing", json, out);
        pending.writeTo("pending", json, out);
        canceled.writeTo("canceled", json, out);
        json.writeEndObject();
        if (!target.warnings().isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (String warning : target.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        JobEnvelope.end(json, batch.failure());
    }

    private void progress(BatchCounts counts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("progress");
        json.writeNumberField("total", counts.total());
        json.writeNumberField("completed", counts.completed());
        json.writeNumberField("failed", counts.failed());
        json.writeNumberField("canceled", counts.canceled());
        json.writeNumberField("processing", processing.size());
        json.writeNumberField("pending", pending.size());
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        for (JsonList list : List.of(completed, failed, processing, pending, canceled)) {
            list.close();
        }
    }
}

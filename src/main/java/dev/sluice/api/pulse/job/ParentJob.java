package dev.sluice.api.pulse.job;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.jobs.JobEntry;
import dev.sluice.api.jobs.JobSource;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.api.jobs.SkippedJson;
import dev.sluice.api.pulse.answer.JsonList;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.pulse.result.PulseOutputs;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchCounts;
import dev.sluice.batch.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
    private final JsonList skipped = new JsonList();
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
        ids(job, json);
        if (target.isExtraction(job.operation())) {
            json.writeNumberField("page_count", job.pageCount() == null ? 1 : job.pageCount());
        }
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

    /** The result's own, and what it was made of. */
    private void ids(JobEntry job, JsonGenerator json) throws IOException {
        JobSource source = job.source();
        if (!target.isExtraction(job.operation())) {
            json.writeStringField(job.operation().word() + "_id", job.jobId().toString());
        } else if (job.artifactId() != null && target.stored()) {
            json.writeStringField("extraction_id", job.artifactId().toString());
        }
        if (source != null) {
            json.writeStringField("extraction_id", source.extractionId().toString());
            if (source.isSplit()) {
                json.writeStringField("split_id", source.id().toString());
            }
            json.writeStringField("source_id", source.id().toString());
        }
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
        UUID source = job.source() == null ? job.intakeId() : job.source().id();
        if (source != null) {
            json.writeStringField("source_id", source.toString());
        }
        json.writeEndObject();
    }

    /** Takes a document that an earlier stage did not complete. */
    void skip(LeftOut.Item item) {
        try {
            SkippedJson.write(item, skipped.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        progress(batch, json);
        json.writeObjectFieldStart("jobs");
        completed.writeTo("completed", json, out);
        failed.writeTo("failed", json, out);
        processing.writeTo("processing", json, out);
        pending.writeTo("pending", json, out);
        canceled.writeTo("canceled", json, out);
        if (!target.isExtraction(batch.operation())) {
            skipped.writeTo("skipped", json, out);
        }
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

    private void progress(Batch batch, JsonGenerator json) throws IOException {
        BatchCounts counts = batch.counts();
        json.writeObjectFieldStart("progress");
        json.writeNumberField("total", counts.total());
        json.writeNumberField("completed", counts.completed());
        json.writeNumberField("failed", counts.failed());
        json.writeNumberField("canceled", counts.canceled());
        json.writeNumberField("processing", processing.size());
        json.writeNumberField("pending", pending.size());
        if (!target.isExtraction(batch.operation())) {
            json.writeNumberField("skipped", skipped.size());
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        for (JsonList list : List.of(completed, failed, processing, pending, canceled, skipped)) {
            list.close();
        }
    }
}

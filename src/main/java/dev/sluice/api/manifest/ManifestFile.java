package dev.sluice.api.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.jobs.BatchJobs;
import dev.sluice.api.jobs.JobEntry;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.api.jobs.SkippedJson;
import dev.sluice.artifact.OutputDestinations;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchCounts;
import dev.sluice.batch.Failure;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A manifest: {@code {batch_id, operation, status, outcome, generation, created_at, finished_at, counts, error?,
 * children, skipped}}. A child, of which there is one for each document in the order of submission, has {@code job_id},
 * {@code source_id} (of its intake record, by which it is tried again), {@code file}, {@code status}, {@code attempts};
 * once completed the id of its result ({@code extraction_id}, {@code schema_id}, ...), {@code page_count} and the
 * {@code output} places; otherwise {@code error} with {@code code}, {@code message} and {@code retry_can_help}. Written
 * child by child, whatever their number; what an earlier stage has not completed stands in {@code skipped}, with that stage.
 */
@Component
class ManifestFile {
    private static final JsonFactory JSON = new JsonFactory();

    private final BatchJobs jobs;
    private final LeftOut leftOut;

    ManifestFile(BatchJobs jobs, LeftOut leftOut) {
        this.jobs = jobs;
        this.leftOut = leftOut;
    }

    /**
     * Writes it.
     *
     * @param batch final
     * @return whether it holds: not if the batch has been reopened meanwhile
     */
    boolean write(Batch batch, ManifestTarget target, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            head(batch, json);
            json.writeArrayFieldStart("children");
            Optional<Batch> read = jobs.read(batch.tenantId(), batch.id(), job -> {
                try {
                    child(job, batch.operation(), target, json);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            json.writeEndArray();
            skipped(batch, json);
            json.writeEndObject();
            return read.isPresent()
                    && read.get().status().isFinal()
                    && read.get().generation() == batch.generation();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void skipped(Batch batch, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("skipped");
        leftOut.read(batch.tenantId(), batch.id(), item -> {
            try {
                json.writeRaw('\n');
                SkippedJson.write(item, json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        json.writeEndArray();
    }

    private static void head(Batch batch, JsonGenerator json) throws IOException {
        json.writeStringField("batch_id", batch.id().toString());
        json.writeStringField("operation", batch.operation().word());
        json.writeStringField("status", batch.status().word());
        json.writeStringField(
                "outcome", batch.outcome() == null ? null : batch.outcome().word());
        json.writeNumberField("generation", batch.generation());
        json.writeStringField("created_at", time(batch.createdAt()));
        json.writeStringField("finished_at", time(batch.finishedAt()));
        BatchCounts counts = batch.counts();
        json.writeObjectFieldStart("counts");
        json.writeNumberField("total", counts.total());
        json.writeNumberField("completed", counts.completed());
        json.writeNumberField("failed", counts.failed());
        json.writeNumberField("canceled", counts.canceled());
        json.writeEndObject();
        error(batch.failure(), json);
    }

    private static void child(JobEntry job, Operation operation, ManifestTarget target, JsonGenerator json)
            throws IOException {
        json.writeRaw('\n'); // a line for each, so that it can be searched without reading it whole
        json.writeStartObject();
        json.writeStringField("job_id", job.jobId().toString());
        UUID source = job.intakeId();
        json.writeStringField("source_id", source == null ? null : source.toString());
        json.writeStringField("file", job.file());
        json.writeStringField("status", job.state().word());
        json.writeNumberField("attempts", job.attempt());
        if (job.state() == JobState.COMPLETED) {
            completed(job, operation, target, json);
        } else {
            error(job.failure(), json);
        }
        json.writeEndObject();
    }

    private static void completed(JobEntry job, Operation operation, ManifestTarget target, JsonGenerator json)
            throws IOException {
        if (job.artifactId() != null && target.stored()) {
            json.writeStringField(idName(operation), job.artifactId().toString());
        }
        if (job.pageCount() != null) {
            json.writeNumberField("page_count", job.pageCount());
        }
        json.writeArrayFieldStart("output");
        for (String place : OutputDestinations.places(target.output(), job.file(), job.jobId())) {
            json.writeString(place);
        }
        json.writeEndArray();
    }

    private static String idName(Operation operation) {
        return switch (operation) {
            case EXTRACT -> "extraction_id";
            case SCHEMA -> "schema_id";
            case TABLES -> "tables_id";
            case SPLIT -> "split_id";
            case CLASSIFY -> "classification_id";
        };
    }

    private static void error(@Nullable Failure failure, JsonGenerator json) throws IOException {
        if (failure != null) {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", failure.code().name());
            json.writeStringField("message", failure.message());
            json.writeBooleanField("retry_can_help", failure.code().retryCanHelp());
            json.writeEndObject();
        }
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

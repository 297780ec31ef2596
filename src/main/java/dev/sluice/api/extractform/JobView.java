package dev.sluice.api.extractform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.Failure;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobEntry;
import dev.sluice.intake.document.DocumentFacts;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Job. What the hub does not know, or not yet, is null. */
record JobView(
        String id,
        @Nullable String parentRunId,
        String type,
        String status,
        @Nullable String schemaId,
        @Nullable Integer schemaVersion,
        @Nullable String documentId,
        @Nullable String filename,
        @Nullable String mimeType,
        @Nullable Long sizeBytes,
        @Nullable Integer pageCount,
        @Nullable String sha256,
        @Nullable Source source,
        @Nullable String externalRef,
        int attempt,
        int maxAttempts,
        @Nullable String nextAttemptAt,
        @Nullable String stage,
        @Nullable String errorCode,
        @Nullable String errorCategory,
        @Nullable String errorMessage,
        @Nullable String duplicateOfJobId,
        @Nullable Map<String, Object> metadata,
        @Nullable String createdAt,
        @Nullable String queuedAt,
        @Nullable String startedAt,
        @Nullable String completedAt) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the document lay. */
    record Source(
            String kind,
            @Nullable String url,
            @Nullable String integrationId,
            @Nullable String fileId,
            @Nullable String path,
            @Nullable String etag) {
        static Source of(DocumentFacts document) {
            if (document.locator() == null) {
                boolean watched = document.folder() != null;
                return new Source(
                        watched ? "FOLDER" : "UPLOAD", null, null, null, watched ? document.key() : null, null);
            }
            return new Source(
                    document.locator().kind().name(),
                    document.locator().label(),
                    document.locator().connection(),
                    null,
                    null,
                    document.locator().etag());
        }
    }

    /** {@code document} and {@code summary} are null when there is none. */
    static JobView of(JobEntry entry, @Nullable DocumentFacts document, @Nullable JsonNode summary, int maxAttempts) {
        Job job = entry.job();
        Failure failure = job.failure();
        return new JobView(
                job.id().toString(),
                text(job.batchId()),
                Words.JobType.of(job.operation()).name(),
                Words.JobStatus.of(job.state()).name(),
                null,
                null,
                text(job.intakeId()),
                document == null ? null : document.name(),
                mimeType(document, summary),
                document == null ? null : document.size(),
                summary != null && summary.path("pageCount").isInt()
                        ? summary.path("pageCount").intValue()
                        : null,
                document == null ? null : document.sha256(),
                document == null ? null : Source.of(document),
                document == null ? null : document.externalRef(),
                job.attempt(),
                maxAttempts,
                Words.time(job.dueAt()),
                null,
                failure == null ? null : failure.code().name(),
                failure == null ? null : Words.category(failure.code().kind()),
                failure == null ? null : failure.message(),
                null,
                document == null || document.metadata() == null ? null : object(document.metadata()),
                Words.time(createdAt(job.id())),
                null,
                Words.time(entry.claimedAt()),
                Words.time(job.endedAt()));
    }

    private static Map<String, Object> object(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String mimeType(@Nullable DocumentFacts document, @Nullable JsonNode summary) {
        if (summary != null && summary.path("mediaType").isTextual()) {
            return summary.path("mediaType").textValue(); // what it is, rather than what it was called
        }
        return document == null ? null : document.mediaType();
    }

    /** An id begins with the milliseconds since 1970 (RFC 9562, section 5.7). */
    private static @Nullable Instant createdAt(UUID id) {
        return id.version() == 7 ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16) : null;
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}

package dev.sluice.intake.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.intake.document.IntakeRecord;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody who only sees the folder is told about a document: the content of {@code <name>.sluice.json}. */
final class Receipt {
    private Receipt() {}

    /**
     * The receipt.
     *
     * @param results paths of the result files
     * @param replaced whether another version has taken the original's place, so that this is a copy of it
     */
    static byte[] of(IntakeRecord document, Job job, List<String> results, boolean replaced, ObjectMapper json) {
        ObjectNode receipt = json.createObjectNode();
        receipt.put("document", document.key());
        receipt.put("source", document.sourceId());
        receipt.put("status", job.state().word());
        receipt.put(
                "outcome",
                job.state() == JobState.COMPLETED ? "succeeded" : job.state().word());
        Failure failure = job.state() == JobState.COMPLETED ? null : job.failure();
        receipt.put("code", failure == null ? null : failure.code().name());
        receipt.put("message", message(document, job, failure));
        receipt.put("retryCanHelp", failure != null && failure.code().retryCanHelp());
        receipt.put("attempts", job.attempt());
        ArrayNode paths = receipt.putArray("results");
        if (job.state() == JobState.COMPLETED) {
            results.forEach(paths::add);
        }
        receipt.put("operation", job.operation().word());
        receipt.put("jobId", job.id().toString());
        receipt.put("batchId", job.batchId() == null ? null : job.batchId().toString());
        receipt.put("intakeId", document.id().toString());
        receipt.put("externalRef", document.extras().externalRef());
        json(receipt, "metadata", document.extras().metadata(), json);
        json(receipt, "children", document.extras().children(), json);
        receipt.put("sha256", document.content());
        receipt.put("size", document.size());
        receipt.put("modifiedAt", text(document.modifiedAt()));
        receipt.put("acceptedAt", text(document.acceptedAt()));
        receipt.put("endedAt", text(job.endedAt()));
        receipt.put("alreadySeen", isAlreadySeen(document, job));
        receipt.put("replaced", replaced);
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(receipt);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void json(ObjectNode receipt, String name, @Nullable String text, ObjectMapper json) {
        if (text != null) {
            try {
                receipt.set(name, json.readTree(text));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String message(IntakeRecord document, Job job, @Nullable Failure failure) {
        if (failure != null) {
            return failure.message();
        }
        return isAlreadySeen(document, job)
                ? "This very document had been worked on before; its results stand, and nothing was done again."
                : "All went well.";
    }

    /** It was dropped again after its job had ended. */
    private static boolean isAlreadySeen(IntakeRecord document, Job job) {
        Instant ended = job.endedAt();
        return job.state() == JobState.COMPLETED
                && ended != null
                && document.seenAt().isAfter(ended);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}

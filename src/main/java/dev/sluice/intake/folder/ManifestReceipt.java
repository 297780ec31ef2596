package dev.sluice.intake.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.intake.document.DocumentKey;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody who only sees the folder is told about a manifest: the content of {@code <name>.sluice.json}. */
final class ManifestReceipt {
    private static final int MOST_NAMED = 1_000;

    private final ObjectMapper json;

    ManifestReceipt(ObjectMapper json) {
        this.json = json;
    }

    /** A document that was not there, and what was found instead. */
    record Missing(String file, String why) {}

    /** Its documents are one batch now. */
    String accepted(
            UUID id,
            FolderSettings settings,
            ManifestWatch manifest,
            @Nullable UUID batchId,
            int jobs,
            boolean alreadySeen,
            Instant now) {
        int documents = manifest.manifest.entries().size();
        String message = alreadySeen
                ? "This very manifest had been accepted before with these very documents; %s"
                        .formatted(jobs == 0 ? "nothing was done again." : jobs + " that had failed are tried again.")
                : "All %,d documents are accepted; they are one batch.".formatted(documents);
        ObjectNode receipt = receipt(id, settings, manifest.file.key(), "accepted", message, now);
        receipt.put("batchId", batchId == null ? null : batchId.toString());
        receipt.put("externalRef", externalRef(manifest));
        receipt.put("documents", documents);
        receipt.put("alreadySeen", alreadySeen);
        return text(receipt);
    }

    /** It was accepted before, and comes without its documents. */
    String alreadySeen(UUID id, FolderSettings settings, ListedFile file, @Nullable UUID batchId, Instant now) {
        ObjectNode receipt = receipt(
                id,
                settings,
                file.key(),
                "accepted",
                "This very manifest had been accepted before, and none of its documents came with it; nothing was done again.",
                now);
        receipt.put("batchId", batchId == null ? null : batchId.toString());
        receipt.put("alreadySeen", true);
        return text(receipt);
    }

    /** It cannot be followed. */
    String refused(UUID id, FolderSettings settings, ListedFile file, String why, Instant now) {
        return text(receipt(
                id,
                settings,
                file.key(),
                "failed",
                why + " None of its documents was touched; correct it and drop it again.",
                now));
    }

    /** Documents of it did not come in time. */
    String incomplete(UUID id, FolderSettings settings, ManifestWatch manifest, List<Missing> missing, Instant now) {
        ObjectNode receipt = receipt(
                id,
                settings,
                manifest.file.key(),
                "failed",
                "%,d of %,d documents were not there after %s, such as %s; those that are there stay where they are. Drop the manifest again when all are there."
                        .formatted(
                                missing.size(),
                                manifest.manifest.entries().size(),
                                words(settings.manifestTimeout()),
                                missing.get(0).file()),
                now);
        receipt.put("documents", manifest.manifest.entries().size());
        receipt.put("missingDocuments", missing.size());
        ArrayNode list = receipt.putArray("missing");
        missing.stream()
                .limit(MOST_NAMED)
                .forEach(one -> list.addObject().put("file", one.file()).put("why", one.why()));
        return text(receipt);
    }

    static String externalRef(ManifestWatch manifest) {
        String id = manifest.manifest.id();
        return id == null ? DocumentKey.lastPart(manifest.file.key()) : id;
    }

    private static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private ObjectNode receipt(
            UUID id, FolderSettings settings, String key, String status, String message, Instant now) {
        return json.createObjectNode()
                .put("manifest", key)
                .put("source", settings.sourceId())
                .put("status", status)
                .put("message", message)
                .put("manifestId", id.toString())
                .put("at", now.toString());
    }

    private String text(ObjectNode receipt) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(receipt);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.sluice.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.Durable;
import dev.sluice.artifact.OpenedArchive;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Ids;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobStep;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.parser.ArchiveTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes archives and mails apart in a parser process, and makes the list of what lay in them their result. */
public class ArchiveOpener {
    private static final int HEAD = 4_096;
    /** Some header or other that mails begin with. */
    private static final Pattern MAIL = Pattern.compile("(?i)\\s*[a-z0-9-]{2,40}:\\s.*", Pattern.DOTALL);

    private final DocumentParser parser;
    private final ArtifactStore artifacts;
    private final ArchiveLimits limits;
    private final InFlight inFlight;
    private final Ids ids;
    private final ObjectMapper json;

    ArchiveOpener(
            DocumentParser parser,
            ArtifactStore artifacts,
            ArchiveLimits limits,
            InFlight inFlight,
            Ids ids,
            ObjectMapper json) {
        this.parser = parser;
        this.artifacts = artifacts;
        this.limits = limits;
        this.inFlight = inFlight;
        this.ids = ids;
        this.json = json;
    }

    /**
     * Opens a document if it is of a kind that its source wants opened.
     *
     * @return an {@link OpenedArchive}, or the document as it is
     * @throws SluiceException {@code ARCHIVE_TOO_LARGE}, {@code PASSWORD_PROTECTED}, {@code CORRUPT_DOCUMENT} or what a
     *     parser process can end with
     */
    public JobStep open(SourceDocument document) {
        List<String> kinds = document.expand() == null
                ? List.of()
                : Arrays.asList(document.expand().split(","));
        try {
            if (!mayBeOne(document, kinds)) {
                return document;
            }
            Path directory = artifacts.newDirectory();
            try {
                ArchiveListing listing = listing(document, kinds, directory);
                boolean tooDeep = document.depth() >= limits.archiveDepth();
                if (listing.kind() == null || (tooDeep && listing.kind().equals("eml"))) {
                    artifacts.discard(directory);
                    return document;
                }
                if (tooDeep) {
                    throw new SluiceException(
                            ErrorCode.ARCHIVE_TOO_LARGE,
                            "This archive lies in %d others, one in another, and is not opened (sluice.limits.archive-depth)."
                                    .formatted(document.depth()));
                }
                return new OpenedArchive(
                        document,
                        listing.mediaType(),
                        listing.kind().equals("zip"),
                        directory,
                        listing.entries().stream()
                                .map(entry -> new OpenedArchive.Part(
                                        entry.path(), entry.file(), entry.size(), entry.reason(), null, false))
                                .toList());
            } catch (RuntimeException e) {
                artifacts.discard(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The archive cannot be unpacked here: " + e.getMessage(), e);
        }
    }

    private ArchiveListing listing(SourceDocument document, List<String> kinds, Path directory) {
        ParseHandle handle = new ParseHandle();
        inFlight.onAbort(document.job(), handle::abort);
        return parser.open(
                new ArchiveTask(
                        document.path().toAbsolutePath().toString(),
                        document.name(),
                        document.mediaType(),
                        directory.toAbsolutePath().toString(),
                        kinds,
                        new ArchiveTask.Limits(
                                limits.archiveEntries(),
                                limits.archiveSize().toBytes(),
                                limits.fileSize().toBytes(),
                                limits.archiveRatio(),
                                limits.inlineImage().toBytes())),
                handle);
    }

    /** Most documents are none, which their first bytes tell. */
    private static boolean mayBeOne(SourceDocument document, List<String> kinds) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(document.path())) {
            head = in.readNBytes(HEAD);
        }
        if (kinds.contains("zip") && head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] < 9) {
            return true;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return kinds.contains("eml")
                && (document.name().toLowerCase(Locale.ROOT).endsWith(".eml")
                        || text.startsWith("From ")
                        || MAIL.matcher(text).matches());
    }

    /**
     * Stores the list as the archive's result: {@code result.json}, and {@code result.md} for people.
     *
     * @throws SluiceException {@code STORAGE_UNAVAILABLE}
     */
    public StoredResult store(OpenedArchive archive) {
        SourceDocument document = archive.document();
        long taken =
                archive.parts().stream().filter(part -> part.intakeId() != null).count();
        ObjectNode summary = json.createObjectNode()
                .put("operation", document.job().operation().word())
                .put("name", document.name())
                .put("mediaType", archive.mediaType())
                .put("documents", taken)
                .put("leftOut", archive.parts().size() - taken);
        ObjectNode result = json.createObjectNode()
                .put("name", document.name())
                .put("mediaType", archive.mediaType())
                .put("documents", taken)
                .put("leftOut", archive.parts().size() - taken);
        ArrayNode children = result.putArray("children");
        StringBuilder text = new StringBuilder("# ").append(document.name()).append("\n\n");
        for (OpenedArchive.Part part : archive.parts()) {
            children.add(describe(part, json));
            text.append("- ").append(part.path());
            text.append(
                    part.intakeId() == null ? ": left out, " + part.reason() : ": %,d bytes".formatted(part.size()));
            text.append(part.alreadySeen() ? ", already seen\n" : "\n");
        }
        try {
            Path directory = artifacts.newDirectory();
            try {
                List<PartFile> parts = List.of(
                        write(directory, Extraction.RESULT, result.toPrettyString()),
                        write(directory, Extraction.MARKDOWN, text.toString()));
                return new StoredResult(
                        document.job(),
                        artifacts.store(
                                ids.next(),
                                document.job().tenantId(),
                                document.job().jobId(),
                                document.job().attempt(),
                                directory,
                                parts,
                                summary));
            } catch (RuntimeException | IOException e) {
                artifacts.discard(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The result could not be stored: " + e.getMessage(), e);
        }
    }

    private static ObjectNode describe(OpenedArchive.Part part, ObjectMapper json) {
        ObjectNode child = json.createObjectNode().put("path", part.path());
        if (part.size() >= 0) {
            child.put("size", part.size());
        }
        if (part.intakeId() == null) {
            return child.put("leftOut", part.reason());
        }
        return child.put("intakeId", part.intakeId().toString()).put("alreadySeen", part.alreadySeen());
    }

    private static PartFile write(Path directory, String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return new PartFile(name, Files.size(file), Durable.sha256(file));
    }
}

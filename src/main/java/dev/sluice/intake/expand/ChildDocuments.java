package dev.sluice.intake.expand;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.ContentHold;
import dev.sluice.artifact.ContentSink;
import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.OpenedArchive;
import dev.sluice.artifact.StoredContent;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Ids;
import dev.sluice.batch.JobStep;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.NewDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts what lay in archives and mails: each part becomes a document of its own, with its own job. Done again after a
 * death it finds what it had written, and adds nothing.
 */
public class ChildDocuments {
    private final TransactionTemplate transactions;
    private final ChildTable table;
    private final DocumentTable documents;
    private final ChildBatches batches;
    private final BatchReader reader;
    private final ContentStore contents;
    private final ArtifactStore artifacts;
    private final DiskGuard disk;
    private final ExpansionLimits limits;
    private final Ids ids;
    private final ObjectMapper json;

    ChildDocuments(
            DataSource dataSource,
            ChildTable table,
            DocumentTable documents,
            ChildBatches batches,
            BatchReader reader,
            ContentStore contents,
            ArtifactStore artifacts,
            DiskGuard disk,
            ExpansionLimits limits,
            Ids ids,
            ObjectMapper json) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.documents = documents;
        this.batches = batches;
        this.reader = reader;
        this.contents = contents;
        this.artifacts = artifacts;
        this.disk = disk;
        this.limits = limits;
        this.ids = ids;
        this.json = json;
    }

    /**
     * Copies the parts' bytes into the content store, then writes their records and jobs in one transaction; their jobs
     * go into the batch of the source that takes documents now.
     *
     * @return the archive with the ids of its documents, or a mail's own document, which is still to be read
     * @throws SluiceException {@code ARCHIVE_TOO_LARGE} if too much lies in the archives around it, {@code CANCELED}, or
     *     {@code STORAGE_UNAVAILABLE}
     */
    public JobStep accept(OpenedArchive archive) {
        try (ContentHold hold = contents.hold()) {
            disk.refusal().ifPresent(why -> {
                throw new SluiceException(ErrorCode.STORAGE_UNAVAILABLE, why);
            });
            Map<String, StoredContent> bytes = new TreeMap<>();
            for (OpenedArchive.Part part : archive.parts()) {
                if (part.file() != null) {
                    bytes.put(part.path(), store(archive, part.file(), hold));
                }
            }
            OpenedArchive accepted = Objects.requireNonNull(transactions.execute(status -> write(archive, bytes)));
            return archive.container() ? accepted : archive.document().asOpened();
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "What lay in the archive cannot be kept: " + e.getMessage(), e);
        } finally {
            artifacts.discard(archive.directory());
        }
    }

    private static StoredContent store(OpenedArchive archive, String file, ContentHold hold) throws IOException {
        try (InputStream in = Files.newInputStream(archive.directory().resolve(file));
                ContentSink sink = hold.open()) {
            in.transferTo(sink);
            return sink.commit();
        }
    }

    private OpenedArchive write(OpenedArchive archive, Map<String, StoredContent> bytes) {
        ClaimedJob job = archive.job();
        ChildTable.Parent parent = table.lock(job.tenantId(), archive.document().intakeId());
        if (reader.job(job.tenantId(), job.jobId())
                .map(now -> now.state().isFinal())
                .orElse(true)) {
            throw new SluiceException(ErrorCode.CANCELED, "The archive's job was ended before it was opened.");
        }
        List<NewDocument> records = bytes.entrySet().stream()
                .map(part -> record(job, parent, part.getKey(), part.getValue()))
                // In one order everywhere: two nodes that accept the same must not wait for each other.
                .sorted(Comparator.comparing(NewDocument::key))
                .toList();
        Set<UUID> added = new HashSet<>(documents.insert(records));
        List<NewDocument> fresh =
                records.stream().filter(record -> added.contains(record.id())).toList();
        UUID rootId = parent.rootId() == null ? parent.id() : parent.rootId();
        table.placed(added, rootId, parent.depth() + 1, parent.expand());
        requireRoom(rootId);
        batches.add(
                job,
                parent.sourceId(),
                fresh.stream()
                        .map(record -> new NewJob(record.jobId(), record.id()))
                        .toList());
        OpenedArchive accepted = described(archive, parent, records, added);
        table.opened(parent.id(), json(accepted));
        return accepted;
    }

    private NewDocument record(ClaimedJob job, ChildTable.Parent parent, String path, StoredContent content) {
        return new NewDocument(
                ids.next(),
                ids.next(),
                job.tenantId(),
                parent.sourceId(),
                parent.key() + "!/" + path,
                content.sha256(),
                DocumentKey.lastPart(path),
                content,
                null,
                content.size(),
                null,
                null,
                parent.output(),
                place(parent.key() + "!/" + path),
                null);
    }

    /** What lay in an archive lies in a folder of the archive's name. */
    private static String place(String key) {
        return (key.startsWith("/") ? key.substring(1) : key).replace("!/", "/");
    }

    private void requireRoom(UUID rootId) {
        ChildTable.Room used = table.used(rootId);
        if (used.documents() > limits.archiveEntries()
                || used.bytes() > limits.archiveSize().toBytes()) {
            throw new SluiceException(
                    ErrorCode.ARCHIVE_TOO_LARGE,
                    "The archive and those around it hold more than %,d documents or %,d bytes (sluice.limits.archive-entries, archive-size)."
                            .formatted(
                                    limits.archiveEntries(),
                                    limits.archiveSize().toBytes()));
        }
    }

    private OpenedArchive described(
            OpenedArchive archive, ChildTable.Parent parent, List<NewDocument> records, Set<UUID> added) {
        Map<String, UUID> byKey = table.ids(
                parent,
                records.stream().map(NewDocument::key).toList(),
                records.stream().map(NewDocument::version).toList());
        List<OpenedArchive.Part> parts = new ArrayList<>();
        for (OpenedArchive.Part part : archive.parts()) {
            UUID id = part.file() == null ? null : byKey.get(parent.key() + "!/" + part.path());
            boolean seen = id != null && !added.contains(id) && !table.isOf(parent, id);
            parts.add(new OpenedArchive.Part(part.path(), part.file(), part.size(), part.reason(), id, seen));
        }
        return new OpenedArchive(
                archive.document(), archive.mediaType(), archive.container(), archive.directory(), parts);
    }

    private String json(OpenedArchive archive) {
        ArrayNode list = json.createArrayNode();
        for (OpenedArchive.Part part : archive.parts()) {
            ObjectNode child = list.addObject().put("path", part.path());
            if (part.size() >= 0) {
                child.put("size", part.size());
            }
            if (part.intakeId() == null) {
                child.put("leftOut", part.reason());
            } else {
                child.put("intakeId", part.intakeId().toString());
                child.put("alreadySeen", part.alreadySeen());
            }
        }
        return list.toString();
    }
}

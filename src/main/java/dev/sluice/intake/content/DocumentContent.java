package dev.sluice.intake.content;

import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.IntakeRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

/** Where a job finds its document. */
public class DocumentContent {
    private final DocumentTable table;
    private final RemoteDocuments remote;
    private final ContentStore contents;
    private final IntakeLimits limits;

    DocumentContent(DocumentTable table, RemoteDocuments remote, ContentStore contents, IntakeLimits limits) {
        this.table = table;
        this.remote = remote;
        this.contents = contents;
        this.limits = limits;
    }

    /**
     * The document of a job; fetched now if it lies elsewhere and no job has fetched it before.
     *
     * @throws SluiceException {@code FILE_TOO_LARGE}, {@code EMPTY_FILE}, or {@code SOURCE_GONE} if there is no such
     *     record or its bytes are no longer kept; what {@link ContentFetcher#open} throws
     */
    public SourceDocument resolve(ClaimedJob job) {
        UUID intakeId = Objects.requireNonNull(job.intakeId(), "a job on a document names its intake record");
        IntakeRecord document = find(job, intakeId);
        if (document.locator() != null && document.content() == null) {
            remote.fetch(job, document, document.locator());
            document = find(job, intakeId);
        }
        String content = document.content();
        if (content == null) {
            throw new SluiceException(
                    ErrorCode.FILE_TOO_LARGE,
                    "The file has %,d bytes; sluice.limits.file-size allows %,d. Raise the limit and drop it again, or split it."
                            .formatted(document.size(), limits.fileSize().toBytes()));
        }
        if (document.size() == 0) {
            throw new SluiceException(ErrorCode.EMPTY_FILE, "The file is empty: it has no bytes.");
        }
        Path path = contents.path(content);
        if (!Files.isRegularFile(path)) {
            throw new SluiceException(
                    ErrorCode.SOURCE_GONE,
                    "The bytes of %s are no longer kept; hand the document in again.".formatted(document.name()));
        }
        return new SourceDocument(
                job,
                document.id(),
                document.name(),
                document.key(),
                document.sourceId(),
                document.size(),
                content,
                path,
                document.mediaType(),
                document.extras().expand(),
                document.extras().depth(),
                false);
    }

    private IntakeRecord find(ClaimedJob job, UUID intakeId) {
        return table.find(job.tenantId(), intakeId)
                .orElseThrow(() -> new SluiceException(
                        ErrorCode.SOURCE_GONE, "There is no document %s any more.".formatted(intakeId)));
    }
}

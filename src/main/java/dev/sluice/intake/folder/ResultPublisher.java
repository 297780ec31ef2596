package dev.sluice.intake.folder;

import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.Durable;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.JobRequests;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.IntakeRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Writes the results of documents from watched sources to their source's output folder. */
public class ResultPublisher {
    /** Which parts of an artifact are results for people, and what their names end in. */
    private static final Map<String, String> PARTS = Map.of("result.md", ".md", "result.json", ".json");

    private final DocumentTable documents;
    private final ResultTable results;
    private final ArtifactStore artifacts;
    private final JobRequests requests;

    ResultPublisher(DocumentTable documents, ResultTable results, ArtifactStore artifacts, JobRequests requests) {
        this.requests = requests;
        this.documents = documents;
        this.results = results;
        this.artifacts = artifacts;
    }

    /**
     * Writes {@code <path below the folder>.md} and {@code .json}, whole or not at all, from the artifact's parts
     * {@code result.md} and {@code result.json}; does nothing for a document that comes from no source, nor for a job
     * on an earlier result, which nobody asked to lie there. Of a document that lies in no folder its path below the
     * watched place counts, or its name if it has none. Doing it again replaces its own files; where a file of another
     * document or of somebody else stands, the name gets {@code ~} and
     * the job's id.
     *
     * @throws SluiceException {@code OUTPUT_NOT_WRITABLE}
     */
    public void publish(StoredResult result) {
        ClaimedJob job = result.job();
        Artifact artifact = result.artifact();
        UUID intakeId = job.intakeId();
        if (intakeId == null) {
            return;
        }
        documents
                .find(job.tenantId(), intakeId)
                .filter(document ->
                        document.output() != null && requests.of(job).inputs().isEmpty())
                .ifPresent(document -> publish(job, artifact, document));
    }

    private void publish(ClaimedJob job, Artifact artifact, IntakeRecord document) {
        Path output = Objects.requireNonNull(document.output());
        try {
            Files.createDirectories(output);
            for (PartFile part : artifact.parts()) {
                String ending = PARTS.get(part.name());
                if (ending != null) {
                    publish(job, document, output, artifacts.part(artifact.id(), part.name()), part, ending);
                }
            }
        } catch (IOException | InvalidPathException e) {
            String why = e instanceof IOException io ? FolderPoll.reason(io) : String.valueOf(e.getMessage());
            throw new SluiceException(
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "The results of %s cannot be written to %s: %s.".formatted(document.name(), output, why),
                    e);
        }
    }

    private void publish(ClaimedJob job, IntakeRecord document, Path output, Path content, PartFile part, String ending)
            throws IOException {
        IOException inTheWay = null;
        for (String name : TargetNames.forResult(resultKey(document), job.jobId(), ending)) {
            Path target = DocumentKey.resolve(output, name);
            Path directory = Objects.requireNonNull(target.getParent());
            try {
                SafeFolders.create(output, directory);
            } catch (IOException e) {
                inTheWay = e;
                continue;
            }
            if (results.claim(job.tenantId(), document.id(), target, () -> isFree(target, part))) {
                for (int attempt = 1; attempt < job.attempt(); attempt++) {
                    Files.deleteIfExists(temporary(directory, job, attempt)); // of a life that was killed meanwhile
                }
                Path temporary = temporary(directory, job, job.attempt());
                Files.deleteIfExists(temporary);
                try (InputStream in = Files.newInputStream(content)) {
                    Durable.writeTemporary(in, temporary);
                    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(temporary);
                }
                Durable.syncDirectory(directory);
                return;
            }
        }
        throw inTheWay != null ? inTheWay : new IOException("every name for them is taken");
    }

    private static Path temporary(Path directory, ClaimedJob job, int attempt) {
        return directory.resolve("." + job.jobId() + "-" + attempt + Durable.TEMPORARY_SUFFIX);
    }

    /** A name that is no text is written percent-encoded: receipts must be able to say where the results are. */
    private static String resultKey(IntakeRecord document) {
        if (document.folder() == null) {
            return document.location() == null ? document.name() : document.location();
        }
        return document.key().startsWith("/") ? document.key().substring(1) : document.key();
    }

    /** Nothing stands there, or the very bytes. */
    private static boolean isFree(Path target, PartFile part) {
        try {
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(target) == part.size()
                    && FileHash.of(target).equals(part.sha256());
        } catch (IOException e) {
            return false;
        }
    }
}

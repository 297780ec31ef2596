package dev.sluice.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobRequest;
import dev.sluice.batch.JobRequests;
import dev.sluice.batch.JobStep;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers what a job on extractions works on: those it names, or its document, which is extracted first. */
public class OperationInputs {
    /** What the parts of an extraction are called beside the result of the operation it was made for. */
    private static final Map<String, String> BESIDE_A_RESULT =
            Map.of(Extraction.RESULT, Extraction.RESULT_BESIDE, Extraction.MARKDOWN, Extraction.MARKDOWN_BESIDE);

    /** The option of every operation on a document that says what its extraction is asked for. */
    private static final String OF_THE_EXTRACTION = "extract";

    private final JobRequests requests;
    private final DocumentParser parser;
    private final ArtifactStore artifacts;
    private final InFlight inFlight;
    private final ObjectMapper json;

    OperationInputs(
            JobRequests requests,
            DocumentParser parser,
            ArtifactStore artifacts,
            InFlight inFlight,
            ObjectMapper json) {
        this.requests = requests;
        this.parser = parser;
        this.artifacts = artifacts;
        this.inFlight = inFlight;
        this.json = json;
    }

    /**
     * Gathers the results that a job names as its inputs, whether or not it also knows the document they came from.
     *
     * @return them, or the job itself if it names none: then it works on its document
     * @throws SluiceException {@code SOURCE_GONE} if an input is no longer there or is no extraction
     */
    public JobStep stored(ClaimedJob job) {
        JobRequest request = requests.of(job);
        return request.inputs().isEmpty() && job.intakeId() != null
                ? job
                : gather((options, directory) -> stored(job, request.inputs(), options, directory), request);
    }

    /**
     * Gathers the only input of a job on a document: its extraction, which is made now.
     *
     * @throws SluiceException the reason why the document could not be extracted
     */
    public OperationInput extracted(SourceDocument document) {
        return gather((options, directory) -> extracted(document, options, directory), requests.of(document.job()));
    }

    @FunctionalInterface
    private interface Gathering {
        OperationInput into(ObjectNode options, Path directory) throws IOException;
    }

    private OperationInput gather(Gathering gathering, JobRequest request) {
        try {
            Path directory = artifacts.newDirectory();
            try {
                return gathering.into(request.options(json), directory);
            } catch (RuntimeException | IOException e) {
                artifacts.discard(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "What the job works on cannot be read: " + e.getMessage(), e);
        }
    }

    private OperationInput extracted(SourceDocument document, ObjectNode options, Path directory) throws IOException {
        ClaimedJob job = document.job();
        ParseHandle handle = new ParseHandle();
        inFlight.onAbort(job, handle::abort);
        ObjectNode asked =
                options.remove(OF_THE_EXTRACTION) instanceof ObjectNode given ? given : json.createObjectNode();
        Extraction extraction = parser.extract(
                new ExtractRequest(
                        document.path(), document.name(), document.mediaType(), directory, asked, document.opened()),
                handle);
        List<PartFile> parts = new ArrayList<>();
        for (dev.sluice.engine.PartFile part : extraction.parts()) {
            String name = BESIDE_A_RESULT.getOrDefault(part.name(), part.name());
            Files.move(directory.resolve(part.name()), directory.resolve(name));
            parts.add(part.storedAs(name));
        }
        ExtractedDocument only = new ExtractedDocument(
                job.jobId().toString(),
                document.name(),
                extraction.mediaType(),
                directory.resolve(Extraction.LAYOUT),
                directory.resolve("extraction.md"),
                null);
        return new OperationInput(job, options, List.of(only), directory, parts, extraction.pageCount());
    }

    private OperationInput stored(ClaimedJob job, List<UUID> inputs, ObjectNode options, Path directory)
            throws IOException {
        List<ExtractedDocument> documents = new ArrayList<>();
        for (UUID input : inputs) {
            Artifact artifact = find(job, input);
            Map<String, List<Integer>> splits = null;
            if (artifact.summary().has("splitOf")) {
                splits = splits(artifact);
                artifact = find(
                        job, UUID.fromString(artifact.summary().get("splitOf").asText()));
            }
            documents.add(document(artifact, splits));
        }
        return new OperationInput(job, options, documents, directory, List.of(), null);
    }

    private Artifact find(ClaimedJob job, UUID id) {
        return artifacts
                .find(job.tenantId(), id)
                .orElseThrow(() -> new SluiceException(
                        ErrorCode.SOURCE_GONE, "There is no result %s any more; extract again.".formatted(id)));
    }

    private ExtractedDocument document(Artifact artifact, @Nullable Map<String, List<Integer>> splits) {
        List<String> parts = artifact.parts().stream().map(PartFile::name).toList();
        if (!parts.contains(Extraction.LAYOUT)) {
            throw new SluiceException(
                    ErrorCode.SOURCE_GONE,
                    "The result %s is no extraction; name one of the operation extract.".formatted(artifact.id()));
        }
        String markdown = parts.contains(Extraction.MARKDOWN) ? Extraction.MARKDOWN : "extraction.md";
        JsonNode mediaType = artifact.summary().path("mediaType");
        return new ExtractedDocument(
                artifact.id().toString(),
                artifact.summary().path("name").asText(""),
                mediaType.isTextual() ? mediaType.asText() : null,
                artifacts.part(artifact.id(), Extraction.LAYOUT),
                artifacts.part(artifact.id(), markdown),
                splits);
    }

    private Map<String, List<Integer>> splits(Artifact split) throws IOException {
        JsonNode result =
                json.readTree(artifacts.part(split.id(), Extraction.RESULT).toFile());
        return json.convertValue(result.path("splits"), new TypeReference<Map<String, List<Integer>>>() {});
    }
}

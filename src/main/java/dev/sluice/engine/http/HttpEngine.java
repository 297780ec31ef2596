package dev.sluice.engine.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.JobRequests;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.ExtractedDocument;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.OperationInput;
import dev.sluice.engine.OperationResults;
import dev.sluice.engine.remote.RemoteCaller;
import dev.sluice.engine.remote.RemoteExtraction;
import dev.sluice.engine.remote.ResultFile;
import dev.sluice.security.egress.EgressBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The engine http: for extract it posts the document as a form with the fields {@code operation}, {@code jobId},
 * {@code name}, {@code options} and the file {@code document}; for the other operations JSON with {@code operation},
 * {@code jobId}, {@code options} and {@code documents}, each with {@code id}, {@code name}, {@code mediaType},
 * {@code splits} and {@code layout}, the stored extraction. The answer is a JSON object: its {@code result} if that is an
 * object, else the whole, becomes the job's result. A text named {@code markdown} in the result of extract is what later
 * operations work on.
 */
public class HttpEngine {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final String ANSWER = "answer.json";

    private final HttpEngineSettings settings;
    private final RemoteCaller caller;
    private final RemoteExtraction extraction;
    private final OperationResults results;
    private final ArtifactStore artifacts;
    private final JobRequests requests;
    private final ExtractLimits limits;
    private final ObjectMapper json;

    HttpEngine(
            HttpEngineSettings settings,
            RemoteCaller caller,
            RemoteExtraction extraction,
            OperationResults results,
            ArtifactStore artifacts,
            JobRequests requests,
            ExtractLimits limits,
            ObjectMapper json) {
        this.settings = settings;
        this.caller = caller;
        this.extraction = extraction;
        this.results = results;
        this.artifacts = artifacts;
        this.requests = requests;
        this.limits = limits;
        this.json = json;
    }

    /**
     * Extracts a document.
     *
     * @throws SluiceException with the reason why there is no result
     */
    public StoredResult extract(SourceDocument document) {
        return extraction.run(document, work -> {
            ClaimedJob job = document.job();
            String mediaType = Objects.requireNonNullElse(document.mediaType(), "application/octet-stream");
            String options = requests.of(job).options();
            EgressBody form = new EgressBody.Form(
                    Map.of(
                            "operation", job.operation().word(),
                            "jobId", job.jobId().toString(),
                            "name", document.name(),
                            "options", options == null ? "{}" : options),
                    "document",
                    document.path(),
                    document.name(),
                    mediaType);
            JsonAnswer answer = post(job, form, work.directory());
            PartFile result = write(answer, work.directory());
            String markdown = answer.text("markdown");
            Files.delete(work.directory().resolve(ANSWER));
            return work.storeResult(result, markdown, mediaType, summary());
        });
    }

    /**
     * Carries an operation out on extractions.
     *
     * @throws SluiceException with the reason why there is no result
     */
    public StoredResult run(OperationInput input) {
        Path directory = input.directory();
        try {
            Path request = directory.resolve("request.json");
            writeRequest(input, request);
            JsonAnswer answer = post(input.job(), new EgressBody.File(request, "application/json"), directory);
            PartFile result = write(answer, directory);
            Files.delete(request);
            Files.delete(directory.resolve(ANSWER));
            return results.store(input, List.of(result), summary());
        } catch (IOException e) {
            artifacts.discard(directory);
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The request or its answer cannot be kept: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            artifacts.discard(directory);
            throw e;
        }
    }

    private JsonAnswer post(ClaimedJob job, EgressBody body, Path directory) throws IOException {
        Path file = directory.resolve(ANSWER);
        caller.post(
                job,
                settings.url(job.operation()),
                settings.requestHeaders(),
                body,
                settings.limits(limits.outputSize().toBytes()),
                answer -> Files.copy(answer, file));
        return JsonAnswer.of(file);
    }

    private PartFile write(JsonAnswer answer, Path directory) throws IOException {
        long most = limits.outputSize().toBytes();
        return ResultFile.write(directory, Extraction.RESULT, "application/json", most, answer::writeTo);
    }

    private ObjectNode summary() {
        return json.createObjectNode().put("engine", "http");
    }

    private void writeRequest(OperationInput input, Path file) throws IOException {
        try (JsonGenerator request = json.getFactory().createGenerator(Files.newOutputStream(file))) {
            request.writeStartObject();
            request.writeStringField("operation", input.job().operation().word());
            request.writeStringField("jobId", input.job().jobId().toString());
            request.writeFieldName("options");
            request.writeTree(input.options());
            request.writeArrayFieldStart("documents");
            for (ExtractedDocument document : input.documents()) {
                write(document, request);
            }
            request.writeEndArray();
            request.writeEndObject();
        }
    }

    private void write(ExtractedDocument document, JsonGenerator request) throws IOException {
        request.writeStartObject();
        request.writeStringField("id", document.id());
        request.writeStringField("name", document.name());
        nullable(request, "mediaType", document.mediaType());
        nullable(request, "splits", document.splits());
        request.writeFieldName("layout");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(document.layout()), 1 << 16);
                JsonParser layout = JSON.createParser(in)) {
            layout.nextToken();
            request.copyCurrentStructure(layout);
        }
        request.writeEndObject();
    }

    private static void nullable(JsonGenerator request, String name, @Nullable Object value) throws IOException {
        request.writeFieldName(name);
        request.writePOJO(value);
    }
}

package dev.sluice.api.pulse.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.pulse.extract.ExtractPresets;
import dev.sluice.api.pulse.extract.ModelSettings;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.pulse.result.PulseOutputs;
import dev.sluice.api.submit.BatchSubmission;
import dev.sluice.api.submit.DocumentSet;
import dev.sluice.api.submit.PrefixDocuments;
import dev.sluice.api.submit.Submission;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import dev.sluice.artifact.OutputTarget;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.ExtractOptions;
import dev.sluice.http.ApiException;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.document.Locator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Accepts batches of extractions: all of a request, or nothing of it. */
@Component
@EnableConfigurationProperties(InputSettings.class)
class PulseBatches {
    private static final String PATH = "POST /batch/extract";

    private final IdempotencyKeys keys;
    private final BatchSubmission submission;
    private final PrefixDocuments prefixes;
    private final PulseOutputs outputs;
    private final LocalDirectory directories;
    private final ExtractPresets presets;
    private final ModelSettings models;
    private final EngineChoice engines;
    private final ObjectMapper mapper;

    PulseBatches(
            IdempotencyKeys keys,
            BatchSubmission submission,
            PrefixDocuments prefixes,
            PulseOutputs outputs,
            InputSettings input,
            ExtractPresets presets,
            ModelSettings models,
            EngineChoice engines,
            ObjectMapper mapper) {
        this.keys = keys;
        this.submission = submission;
        this.prefixes = prefixes;
        this.outputs = outputs;
        this.directories = new LocalDirectory(input);
        this.presets = presets;
        this.models = models;
        this.engines = engines;
        this.mapper = mapper;
    }

    /**
     * Reads the request, accepts its documents and says so.
     *
     * @param key the request's idempotency key, or null
     * @throws ApiException if anything of it cannot be accepted; then nothing is
     */
    Answer extract(String tenantId, @Nullable String key, Upload upload) throws IOException {
        BatchExtractRequest request = BatchExtractParser.parse(upload, options -> presets.under(tenantId, options));
        try {
            ExtractOptions.parse(request.options());
            ObjectNode schema = request.schema();
            if (schema != null) {
                engines.check(Operation.SCHEMA, engines.engineFor(Operation.SCHEMA), schema);
            }
            BatchParameters parameters = request.parameters();
            OutputTarget output = outputs.check(parameters.s3Prefix(), parameters.localPath());
            DocumentSet documents = documents(request.input(), upload);
            return keys.once(
                    tenantId, key, request.fingerprint(PATH), () -> accept(tenantId, request, output, documents));
        } catch (SluiceException e) {
            throw Refusals.of(e);
        }
    }

    private DocumentSet documents(PulseInput input, Upload upload) throws IOException {
        if (input instanceof PulseInput.Files files) {
            return stored(files.documents());
        }
        if (input instanceof PulseInput.Urls urls) {
            return DocumentSet.of(urls.urls().stream()
                    .map(url -> ApiDocument.at(Locator.url(url), null, null))
                    .toList());
        }
        if (input instanceof PulseInput.LocalDirectory directory) {
            return stored(directories.read(directory.path(), upload));
        }
        String prefix = ((PulseInput.Prefix) input).prefix();
        DocumentSet found = prefixes.list(prefix);
        if (found.documents().isEmpty() && found.more() == null) {
            throw PulseError.REQ_003.because("input.s3_prefix holds 0 documents: nothing lies below it.");
        }
        return found;
    }

    private static DocumentSet stored(List<UploadedDocument> documents) {
        return DocumentSet.of(documents.stream()
                .map(document -> ApiDocument.stored(document.content(), document.name(), document.mediaType(), null))
                .toList());
    }

    private Answer accept(String tenantId, BatchExtractRequest request, OutputTarget output, DocumentSet documents) {
        ObjectNode schema = request.schema();
        // The engine that fills schemas reads the documents itself first.
        ObjectNode options =
                schema == null ? request.options() : schema.deepCopy().set("extract", request.options());
        Set<String> twice = new TreeSet<>(request.twice());
        if (schema != null) {
            twice.add(BatchTarget.STRUCTURED_OUTPUT);
        }
        UUID batchId = submission.accept(new Submission(
                tenantId,
                schema == null ? Operation.EXTRACT : Operation.SCHEMA,
                options.toString(),
                BatchTarget.of(output, request.stored(), request.warnings(), twice)
                        .write(mapper),
                request.parameters().workers(),
                null,
                documents,
                schema == null ? models.engine(request.model()) : null));
        ObjectNode answer = mapper.createObjectNode()
                .put("batch_job_id", batchId.toString())
                .put("status", "processing")
                .put("total_files", documents.documents().size());
        if (!request.warnings().isEmpty()) {
            ArrayNode warnings = answer.putArray("warnings");
            request.warnings().forEach(warnings::add);
        }
        return new Answer(202, answer.toString());
    }
}

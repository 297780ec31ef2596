package dev.sluice.api.pulse.extract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.pulse.job.SyncAnswer;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.submit.SingleRun;
import dev.sluice.api.submit.SingleRuns;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.ApiDocuments;
import dev.sluice.intake.document.Locator;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Accepts single documents: from its answer on, a job is worked on to its end. */
@Component
@EnableConfigurationProperties(ModelSettings.class)
class ExtractRuns {
    /**
     * What was accepted.
     *
     * @param answer what an asynchronous call answers
     * @param later whether the client does not wait for the result
     */
    record Accepted(Answer answer, boolean later) {}

    private final IdempotencyKeys keys;
    private final SingleRuns runs;
    private final ApiDocuments documents;
    private final EngineChoice engines;
    private final ExtractPresets presets;
    private final ModelSettings models;
    private final ObjectMapper mapper;

    ExtractRuns(
            IdempotencyKeys keys,
            SingleRuns runs,
            ApiDocuments documents,
            EngineChoice engines,
            ExtractPresets presets,
            ModelSettings models,
            ObjectMapper mapper) {
        this.keys = keys;
        this.runs = runs;
        this.documents = documents;
        this.engines = engines;
        this.presets = presets;
        this.models = models;
        this.mapper = mapper;
    }

    /**
     * Reads the request and writes document and job down.
     *
     * @param key the request's idempotency key, or null
     * @param path for telling requests apart that came with the same key
     * @throws dev.sluice.http.ApiException if anything of it cannot be accepted; then nothing is
     */
    Accepted accept(String tenantId, @Nullable String key, String path, Upload upload) throws IOException {
        ExtractRequest request = ExtractParser.parse(upload, options -> presets.under(tenantId, options));
        try {
            String engine = models.engine(request.options().model());
            engines.check(
                    Operation.EXTRACT,
                    engines.engineFor(Operation.EXTRACT, engine),
                    request.options().options());
            OldSchema schema = request.options().schema();
            if (schema != null) {
                engines.check(Operation.SCHEMA, engines.engineFor(Operation.SCHEMA), schema.options());
            }
            ApiDocument document = document(request);
            Answer answer = keys.once(
                    tenantId, key, request.fingerprint(path), () -> accept(tenantId, request, document, engine));
            return new Accepted(answer, request.later());
        } catch (SluiceException e) {
            throw Refusals.of(e);
        }
    }

    private ApiDocument document(ExtractRequest request) {
        UploadedDocument uploaded = request.document();
        return uploaded == null
                ? ApiDocument.at(
                        Locator.url(documents.requireFetchable(Objects.requireNonNull(request.url()))), null, null)
                : ApiDocument.stored(uploaded.content(), uploaded.name(), uploaded.mediaType(), null);
    }

    private Answer accept(String tenantId, ExtractRequest request, ApiDocument document, @Nullable String engine) {
        Set<String> twice = new TreeSet<>(request.options().twice());
        OldSchema schema = request.options().schema();
        ObjectNode options = request.options().options();
        if (schema != null) {
            twice.add(BatchTarget.STRUCTURED_OUTPUT);
            options = schema.options().set("extract", options);
        }
        BatchTarget kept = BatchTarget.of(request.options().stored(), request.warnings(), twice);
        SingleRun run = SingleRun.on(
                document,
                tenantId,
                schema == null ? Operation.EXTRACT : Operation.SCHEMA,
                options.toString(),
                kept.write(mapper));
        // A schema is filled by the engine that fills schemas, which reads the document itself first.
        UUID job = runs.submit(schema == null ? run.by(engine) : run);
        return new Answer(200, SyncAnswer.pending(job).toString());
    }
}

package dev.sluice.api.pulse.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.submit.SingleRun;
import dev.sluice.api.submit.SingleRuns;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.ApiDocuments;
import dev.sluice.intake.document.Locator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An extraction as one step of something larger: the same as {@code POST /extract}. */
@Component
public class ExtractStep {
    private final SingleRuns runs;
    private final ApiDocuments documents;
    private final EngineChoice engines;
    private final ExtractPresets presets;
    private final ModelSettings models;
    private final ObjectMapper mapper;

    ExtractStep(
            SingleRuns runs,
            ApiDocuments documents,
            EngineChoice engines,
            ExtractPresets presets,
            ModelSettings models,
            ObjectMapper mapper) {
        this.runs = runs;
        this.documents = documents;
        this.engines = engines;
        this.presets = presets;
        this.models = models;
        this.mapper = mapper;
    }

    /**
     * Checks its options.
     *
     * @param path where they stand, for sentences
     * @throws dev.sluice.http.ApiException with the first thing that is wrong
     */
    public ExtractOptionNames.Mapped check(String tenantId, String path, JsonNode options) {
        ExtractOptionNames.Mapped mapped = ExtractOptionNames.map(new Options(path, presets.under(tenantId, options)));
        try {
            String engine = models.engine(mapped.model());
            engines.check(Operation.EXTRACT, engines.engineFor(Operation.EXTRACT, engine), mapped.options());
        } catch (SluiceException e) {
            throw Refusals.of(e);
        }
        return mapped;
    }

    /**
     * A document at a URL.
     *
     * @throws dev.sluice.http.ApiException if it may not be fetched
     */
    public ApiDocument at(String url) {
        try {
            return ApiDocument.at(Locator.url(documents.requireFetchable(url)), null, null);
        } catch (SluiceException e) {
            throw Refusals.of(e);
        }
    }

    /** The engine that serves the model that is asked for; null: the usual one. */
    public @Nullable String engine(ExtractOptionNames.Mapped options) {
        return models.engine(options.model());
    }

    /** Writes the job down, in the caller's transaction; gives its id. */
    public UUID submit(String tenantId, ExtractOptionNames.Mapped options, ApiDocument document) {
        BatchTarget kept = BatchTarget.of(options.stored(), options.warnings(), options.twice());
        return runs.submit(SingleRun.on(
                        document, tenantId, Operation.EXTRACT, options.options().toString(), kept.write(mapper))
                .by(models.engine(options.model())));
    }
}

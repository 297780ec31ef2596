package dev.sluice.api.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.chain.StageStep;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.extract.ExtractOptionNames;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.request.SavedConfigurations;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Checks configurations before they are saved, as they would be checked in the request that names them later. */
@Component
class SavedBodies {
    /** Stands for what the configuration will be applied to. */
    private static final String ANY = new UUID(0, 0).toString();

    private final EngineChoice engines;
    private final ObjectProvider<StageStep> stages; // looked up late: stages themselves resolve saved configurations

    SavedBodies(EngineChoice engines, ObjectProvider<StageStep> stages) {
        this.engines = engines;
        this.stages = stages;
    }

    /**
     * Checks one.
     *
     * @param tenantId whose it is
     * @param body in the names of the wire
     * @return what of it has no effect
     * @throws dev.sluice.http.ApiException with the first thing that is wrong
     * @throws dev.sluice.batch.SluiceException {@code INVALID_OPTIONS}, from the engine that would get it
     */
    List<String> check(String tenantId, SavedConfigurations.Kind kind, ObjectNode body) {
        return switch (kind) {
            case EXTRACTION -> extraction(body);
            case SCHEMA -> schema(tenantId, body);
            case SPLIT -> split(tenantId, body);
        };
    }

    private List<String> extraction(ObjectNode body) {
        ExtractOptionNames.Mapped mapped = ExtractOptionNames.map(body);
        engines.check(Operation.EXTRACT, engines.engineFor(Operation.EXTRACT), mapped.options());
        return mapped.warnings();
    }

    private List<String> schema(String tenantId, ObjectNode body) {
        Options given = new Options("", body);
        if (given.take("input_schema").isNull() == (given.text("excel_template") == null)) {
            throw PulseError.REQ_003.because("Give exactly one of input_schema and excel_template.");
        }
        return check(tenantId, Operation.SCHEMA, "schema_config", body);
    }

    private List<String> split(String tenantId, ObjectNode body) {
        JsonNode topics = new Options("", body).take("split_input");
        if (topics.isNull()) {
            throw PulseError.REQ_004.because("split_input is missing: a list of {name, description}.");
        }
        return check(tenantId, Operation.SPLIT, "split_config", body);
    }

    private List<String> check(String tenantId, Operation operation, String name, ObjectNode body) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("extraction_id", ANY);
        request.set(name, body.deepCopy());
        return stages.getObject().check(tenantId, operation, request);
    }
}

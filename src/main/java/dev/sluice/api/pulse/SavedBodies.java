package dev.sluice.api.pulse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Checks configurations before they are saved, as they would be checked in the request that names them later. */
@Component
public class SavedBodies {
    private final EngineChoice engines;
    private final ObjectProvider<ExcelTemplates> templates;

    SavedBodies(EngineChoice engines, ObjectProvider<ExcelTemplates> templates) {
        this.engines = engines;
        this.templates = templates;
    }

    /**
     * Checks one.
     *
     * @param body in the names of the wire
     * @return what of it has no effect
     * @throws dev.sluice.http.ApiException with the first thing that is wrong
     * @throws dev.sluice.batch.SluiceException {@code INVALID_OPTIONS}, from the engine that would get it
     */
    public List<String> check(SavedConfigurations.Kind kind, ObjectNode body) {
        return switch (kind) {
            case EXTRACTION -> extraction(body);
            case SCHEMA -> schema(new Options("", body));
            case SPLIT -> split(new Options("", body));
        };
    }

    private List<String> extraction(ObjectNode body) {
        ExtractOptionNames.Mapped mapped = ExtractOptionNames.map(body);
        check(Operation.EXTRACT, mapped.options());
        return mapped.warnings();
    }

    private List<String> schema(Options given) {
        JsonNode schema = given.take("input_schema");
        String template = given.text("excel_template");
        if (schema.isNull() == (template == null)) {
            throw PulseError.REQ_003.because("Give exactly one of input_schema and excel_template.");
        }
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.set("schema", template == null ? schema : templates.getObject().inputSchema(template));
        String prompt = given.text("schema_prompt");
        if (prompt != null) {
            options.put("prompt", prompt);
        }
        options.put("effort", given.flag("effort", false));
        check(Operation.SCHEMA, options);
        return unknown(given);
    }

    private List<String> split(Options given) {
        JsonNode topics = given.take("split_input");
        if (!topics.isArray() || topics.isEmpty()) {
            throw PulseError.REQ_004.because("split_input is missing: a list of {name, description}.");
        }
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.set("topics", topics);
        check(Operation.SPLIT, options);
        return unknown(given);
    }

    private void check(Operation operation, ObjectNode options) {
        engines.check(operation, engines.engineFor(operation), options);
    }

    private static List<String> unknown(Options given) {
        List<String> warnings = new ArrayList<>();
        given.untaken().forEach(name -> warnings.add(name + " is unknown and ignored."));
        return warnings;
    }
}

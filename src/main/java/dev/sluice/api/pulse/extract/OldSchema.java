package dev.sluice.api.pulse.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema that older clients give with the document: {@code structuredOutput}, {@code schema} or
 * {@code experimentalSchema}.
 *
 * @param name under which it was given
 * @param schema a JSON Schema
 * @param prompt what is said besides, or null
 */
record OldSchema(String name, ObjectNode schema, @Nullable String prompt) {
    private static final int DEEPEST = 64;
    private static final JsonMapper JSON = jsonMapper();

    private static JsonMapper jsonMapper() {
        JsonMapper mapper = new JsonMapper();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        return mapper;
    }

    /** The options of the operation that fills it, a new object. */
    ObjectNode options() {
        ObjectNode options = JSON.createObjectNode();
        options.set("schema", schema);
        if (prompt != null) {
            options.put("prompt", prompt);
        }
        return options;
    }

    /**
     * Takes it from the options, if it is there.
     *
     * @param warnings gets what has no effect
     * @throws dev.sluice.http.ApiException {@code REQ_003} if it is no object
     */
    static @Nullable OldSchema take(Options given, List<String> warnings) {
        Options output = given.object("structuredOutput");
        JsonNode first = output.take("schema");
        JsonNode second = given.take("schema");
        JsonNode third = given.take("experimentalSchema");
        String innerPrompt = output.text("schemaPrompt");
        String prompt = given.text("schemaPrompt");
        for (Options place : List.of(given, output)) {
            if (!place.take("effort").isNull()) {
                warnings.add(place.at("effort") + " is deprecated and ignored.");
            }
        }
        output.unknown(warnings);
        ObjectNode schema = object(output.at("schema"), first);
        String name = "structuredOutput";
        if (schema == null) {
            schema = object(given.at("schema"), second);
            name = "schema";
        }
        if (schema == null) {
            schema = object(given.at("experimentalSchema"), third);
            name = "experimentalSchema";
        }
        String said = innerPrompt == null ? prompt : innerPrompt;
        if (schema == null && said != null) {
            warnings.add(given.at("schemaPrompt") + " is ignored: there is no schema.");
        }
        return schema == null ? null : new OldSchema(name, schema, said);
    }

    /** One client sends a text as it is, the other encodes it as JSON once more. */
    private static @Nullable ObjectNode object(String where, JsonNode value) {
        JsonNode inner = value;
        for (int i = 0; i < 2 && inner.isTextual(); i++) {
            if (inner.textValue().isBlank()) {
                return null;
            }
            inner = parsed(where, inner.textValue());
        }
        if (inner.isNull()) {
            return null;
        }
        if (!(inner instanceof ObjectNode object)) {
            throw PulseError.REQ_003.because(where + " must be a JSON Schema, an object or the text of one.");
        }
        return object;
    }

    private static JsonNode parsed(String where, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw PulseError.REQ_003.because(where + " must be a JSON Schema, an object or the text of one.");
        }
    }
}

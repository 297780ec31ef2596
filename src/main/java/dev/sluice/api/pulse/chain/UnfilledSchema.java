package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/** A schema of which nothing was found: null for every value, an empty list for every list. */
final class UnfilledSchema {
    private static final int DEEPEST = 64;

    private UnfilledSchema() {}

    /** Writes {@code {"values", "citations"}}, as of a document that says none of it. */
    static void write(JsonNode schema, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName("values");
        members(schema, false, 0, json);
        json.writeFieldName("citations");
        members(schema, true, 0, json);
        json.writeEndObject();
    }

    private static void members(JsonNode schema, boolean citations, int depth, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            json.writeFieldName(property.getKey());
            JsonNode type = property.getValue();
            if (type.path("properties").isObject() && depth < DEEPEST) {
                members(type, citations, depth + 1, json);
            } else if (citations || isList(type)) {
                json.writeStartArray();
                json.writeEndArray();
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    private static boolean isList(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.asText().equals("array")
                || type.valueStream().anyMatch(name -> name.asText().equals("array"));
    }
}

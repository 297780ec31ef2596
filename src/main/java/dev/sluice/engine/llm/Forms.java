package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Small JSON Schemas in the form that endpoints can hold a model to: every property required, no other allowed. */
final class Forms {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Forms() {}

    /** An object: name and schema in turn. */
    static ObjectNode object(Object... namesAndSchemas) {
        ObjectNode form = type("object");
        ObjectNode properties = form.putObject("properties");
        ArrayNode required = form.putArray("required");
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            String name = (String) namesAndSchemas[i];
            properties.set(name, (JsonNode) namesAndSchemas[i + 1]);
            required.add(name);
        }
        return form.put("additionalProperties", false);
    }

    static ObjectNode list(JsonNode items) {
        ObjectNode form = type("array");
        form.set("items", items);
        return form;
    }

    static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }

    static ObjectNode oneOf(Collection<String> words) {
        ObjectNode form = type("string");
        ArrayNode values = form.putArray("enum");
        words.forEach(values::add);
        return form;
    }

    static ObjectNode textOrNull() {
        ObjectNode form = JSON.objectNode();
        form.putArray("type").add("string").add("null");
        return form;
    }

    /** Objections to those of the texts that are no ids of blocks. */
    static List<String> unknownBlocks(JsonNode cited, Set<String> ids) {
        List<String> objections = new ArrayList<>();
        for (JsonNode id : cited) {
            if (!ids.contains(id.asText())) {
                objections.add("There is no block \"" + id.asText() + "\"; cite only ids that stand in the document.");
            }
        }
        return objections;
    }

    /** Objections to those of the numbers that are no pages. */
    static List<String> unknownPages(JsonNode cited, int pages) {
        List<String> objections = new ArrayList<>();
        for (JsonNode page : cited) {
            if (page.asInt() < 1 || page.asInt() > pages) {
                objections.add("There is no page %s; the document has the pages 1 to %d.".formatted(page, pages));
            }
        }
        return objections;
    }

    /** A share from 0 to 1, whatever the model makes of it. */
    static double share(JsonNode number) {
        return Math.round(Math.max(0, Math.min(1, number.asDouble())) * 1e4) / 1e4;
    }
}

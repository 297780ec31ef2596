package dev.sluice.engine.llm;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that a JSON Schema asks for, each with the blocks in which it stands. */
final class SchemaTask implements LlmTask {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode request = JSON.objectNode();
    private final ClientSchema asked;

    SchemaTask(ObjectNode options) {
        if (!(options.path("schema") instanceof ObjectNode schema)) {
            throw new SluiceException(
                    ErrorCode.INVALID_OPTIONS, "Option \"schema\" has to be a JSON Schema, an object.");
        }
        asked = new ClientSchema(schema);
        if (options.path("prompt").isTextual()) {
            request.set("prompt", options.get("prompt"));
        }
        request.set("schema", schema);
    }

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public ObjectNode request() {
        return request;
    }

    @Override
    public ObjectNode answerSchema() {
        return form(asked.forModel());
    }

    @Override
    public boolean strict() {
        return asked.strict();
    }

    @Override
    public ObjectNode judgedBy() {
        return form(asked.forJudging());
    }

    /** References in the client's schema count from its root, so its definitions move to the root of this one. */
    private static ObjectNode form(ObjectNode values) {
        ObjectNode form = Forms.object(
                "values",
                values,
                "citations",
                Forms.list(Forms.object(
                        "path",
                        Forms.type("string"),
                        "blocks",
                        Forms.list(Forms.type("string")),
                        "confidence",
                        Forms.type("number"))));
        for (String definitions : List.of("$defs", "definitions")) {
            JsonNode moved = values.remove(definitions);
            if (moved != null) {
                form.set(definitions, moved);
            }
        }
        return form;
    }

    @Override
    public List<String> objections(JsonNode answer, DocumentText text) {
        List<String> objections = new ArrayList<>();
        for (JsonNode citation : answer.path("citations")) {
            JsonNode value = at(answer.path("values"), citation.path("path").asText());
            if (value == null || value.isMissingNode()) {
                objections.add(
                        "There is no value at %s; a path is a JSON Pointer into values, such as /total or /items/0/name."
                                .formatted(citation.path("path")));
            }
            objections.addAll(Forms.unknownBlocks(citation.path("blocks"), text.ids()));
        }
        return objections;
    }

    /** The result as the embedded engine writes it: citations have the shape of the values, with lists of ids as leaves. */
    ObjectNode result(JsonNode answer) {
        ObjectNode result = JSON.objectNode();
        result.set("values", answer.path("values"));
        JsonNode citations = emptyLeaves(answer.path("values"));
        Map<JsonNode, Double> sure = new IdentityHashMap<>();
        for (JsonNode citation : answer.path("citations")) {
            JsonNode place = at(citations, citation.path("path").asText());
            addToLeaves(place, citation.path("blocks"), Forms.share(citation.path("confidence")), sure);
        }
        result.set("citations", citations);
        result.set("confidence", confidence(citations, sure));
        return result;
    }

    /** The shape of the citations with the model's own confidence as leaves; null where it cites nothing. */
    private static JsonNode confidence(JsonNode citations, Map<JsonNode, Double> sure) {
        if (citations.isObject()) {
            ObjectNode shape = JSON.objectNode();
            citations.properties().forEach(entry -> shape.set(entry.getKey(), confidence(entry.getValue(), sure)));
            return shape;
        }
        if (isLeaf(citations)) {
            Double value = sure.get(citations);
            return value == null ? JSON.nullNode() : JSON.numberNode(value);
        }
        ArrayNode shape = JSON.arrayNode();
        citations.forEach(item -> shape.add(confidence(item, sure)));
        return shape;
    }

    private static boolean isLeaf(JsonNode place) {
        return place.isArray() && (place.isEmpty() || place.get(0).isTextual());
    }

    /** An object or list of scalars becomes one of empty lists; a scalar an empty list. */
    private static JsonNode emptyLeaves(JsonNode value) {
        if (value.isObject()) {
            ObjectNode leaves = JSON.objectNode();
            value.properties().forEach(entry -> leaves.set(entry.getKey(), emptyLeaves(entry.getValue())));
            return leaves;
        }
        ArrayNode leaves = JSON.arrayNode();
        if (value.isArray()) {
            value.forEach(item -> leaves.add(emptyLeaves(item)));
        }
        return leaves;
    }

    /** What is cited for a whole is cited for each of its parts. */
    private static void addToLeaves(
            @Nullable JsonNode place, JsonNode blocks, double confidence, Map<JsonNode, Double> sure) {
        if (place == null) {
            return;
        }
        if (isLeaf(place)) {
            blocks.forEach(block -> ((ArrayNode) place).add(block.asText()));
            sure.put(place, confidence);
        } else {
            place.forEach(part -> addToLeaves(part, blocks, confidence, sure));
        }
    }

    private static @Nullable JsonNode at(JsonNode root, String pointer) {
        try {
            return root.at(JsonPointer.compile(pointer));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

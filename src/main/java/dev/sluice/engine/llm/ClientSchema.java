package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.Map;
import java.util.Set;

/**
 * A client's JSON Schema, made fit for two uses. For the model: only what endpoints can hold it to, every property
 * required and each of them nullable, since a document need not have it. For judging: all of its constraints, but nothing
 * that leads elsewhere, and no patterns, for a hostile one could keep a thread busy for ever.
 */
final class ClientSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 32;
    private static final Set<String> MAPS = Set.of("properties", "$defs", "definitions");
    private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final Set<String> SCHEMAS = Set.of("items", "not", "additionalProperties", "contains");
    private static final Set<String> FOR_MODEL = Set.of(
            "type",
            "properties",
            "items",
            "enum",
            "const",
            "anyOf",
            "$ref",
            "$defs",
            "definitions",
            "description",
            "title");
    /** What a model cannot be held to, and what says too much to be left out. */
    private static final Set<String> NOT_STRICT = Set.of("oneOf", "allOf", "not", "prefixItems", "contains");

    private static final Set<String> NEVER = Set.of(
            "pattern",
            "patternProperties",
            "propertyNames",
            "format",
            "required",
            "$id",
            "id",
            "$schema",
            "$anchor",
            "$dynamicRef",
            "$dynamicAnchor",
            "$vocabulary",
            "if",
            "then",
            "else",
            "dependentSchemas",
            "dependentRequired",
            "unevaluatedProperties",
            "unevaluatedItems",
            "default",
            "examples",
            "$comment");

    private final ObjectNode written;
    private boolean strict = true;

    /**
     * Reads it.
     *
     * @throws SluiceException {@code INVALID_OPTIONS} if it leads elsewhere or is too deep
     */
    ClientSchema(ObjectNode written) {
        this.written = written;
        ObjectNode once = schema(written, true, 0);
        if (!once.path("type").asText("object").equals("object")) {
            throw invalid("describe an object at its root");
        }
    }

    ObjectNode forModel() {
        return root(schema(written, strict, 0));
    }

    ObjectNode forJudging() {
        return root(schema(written, false, 0));
    }

    boolean strict() {
        return strict;
    }

    private static ObjectNode root(ObjectNode schema) {
        schema.put("type", "object");
        return schema;
    }

    private ObjectNode schema(JsonNode from, boolean forModel, int depth) {
        if (depth > MAX_DEPTH) {
            throw invalid("be nested no deeper than " + MAX_DEPTH + " levels");
        }
        ObjectNode to = JSON.objectNode();
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            String word = entry.getKey();
            JsonNode value = entry.getValue();
            if (NOT_STRICT.contains(word) || (word.equals("additionalProperties") && value.isObject())) {
                strict = false;
            }
            if (NEVER.contains(word) || (forModel && !FOR_MODEL.contains(word))) {
                continue;
            }
            if (word.equals("$ref") && !value.asText().startsWith("#")) {
                throw invalid("refer only to its own parts, such as #/$defs/address");
            }
            to.set(word, part(word, value, forModel, depth));
        }
        if (to.has("properties") && forModel) {
            ArrayNode required = to.putArray("required");
            to.get("properties").fieldNames().forEachRemaining(required::add);
            to.put("additionalProperties", false);
        }
        return to;
    }

    private JsonNode part(String word, JsonNode value, boolean forModel, int depth) {
        if (MAPS.contains(word) && value.isObject()) {
            ObjectNode map = JSON.objectNode();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                ObjectNode inner = schema(entry.getValue(), forModel, depth + 1);
                map.set(entry.getKey(), word.equals("properties") ? nullable(inner) : inner);
            }
            return map;
        }
        if (LISTS.contains(word) && value.isArray()) {
            ArrayNode list = JSON.arrayNode();
            value.forEach(inner -> list.add(schema(inner, forModel, depth + 1)));
            return list;
        }
        return SCHEMAS.contains(word) && value.isObject() ? schema(value, forModel, depth + 1) : value.deepCopy();
    }

    /** The same, or null: what a document does not say is not made up. */
    private static ObjectNode nullable(ObjectNode schema) {
        JsonNode type = schema.path("type");
        boolean simple = type.isTextual() && !schema.has("enum") && !schema.has("const") && !schema.has("anyOf");
        if (simple) {
            if (!type.asText().equals("null")) {
                schema.putArray("type").add(type.asText()).add("null");
            }
            return schema;
        }
        for (JsonNode one : type) {
            if (one.asText().equals("null") && !schema.has("enum")) {
                return schema;
            }
        }
        ObjectNode either = JSON.objectNode();
        JsonNode description = schema.remove("description");
        if (description != null) {
            either.set("description", description);
        }
        either.putArray("anyOf").add(schema).add(Forms.type("null"));
        return either;
    }

    private static SluiceException invalid(String what) {
        return new SluiceException(ErrorCode.INVALID_OPTIONS, "Option \"schema\" has to " + what + ".");
    }
}

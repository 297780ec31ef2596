package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Schema that {@link SchemaCheck} has accepted into fields; follows its local references. */
final class FieldReader {
    private static final int MOST_REFERENCES = 32;
    private static final int DEEPEST = 16;
    private static final int MOST_FIELDS = 2_000;

    private final JsonNode root;
    private int fields;

    private FieldReader(JsonNode root) {
        this.root = root;
    }

    static Field read(JsonNode schema) {
        return new FieldReader(schema).field("", schema, true, 0);
    }

    private Field field(String name, JsonNode written, boolean required, int depth) {
        fields++;
        JsonNode schema = flat(written, 0);
        List<JsonNode> allowed = new ArrayList<>();
        schema.path("enum").forEach(value -> {
            if (!value.isNull()) {
                allowed.add(value);
            }
        });
        if (schema.has("const")) {
            allowed.add(schema.get("const"));
        }
        List<String> examples = new ArrayList<>();
        schema.path("examples").forEach(example -> examples.add(example.asText()));
        Field.Type type = type(schema, allowed);
        Map<String, Field> properties = new LinkedHashMap<>();
        Field items = null;
        // A schema that refers to itself ends where no document goes.
        boolean goOn = depth < DEEPEST;
        if (type == Field.Type.OBJECT && goOn) {
            Set<String> wanted = new HashSet<>();
            schema.path("required").forEach(one -> wanted.add(one.asText()));
            schema.path("properties").properties().forEach(property -> {
                if (fields < MOST_FIELDS) {
                    String key = property.getKey();
                    properties.put(key, field(key, property.getValue(), wanted.contains(key), depth + 1));
                }
            });
        } else if (type == Field.Type.ARRAY && goOn) {
            JsonNode item = schema.has("prefixItems") && !schema.path("items").isObject()
                    ? schema.path("prefixItems").path(0)
                    : schema.path("items");
            items = field("", item, false, depth + 1);
        }
        return new Field(
                name,
                type,
                schema.path("title").asText(""),
                schema.path("description").asText(""),
                schema.path("format").asText("").toLowerCase(Locale.ROOT),
                schema.path("pattern").asText(""),
                List.copyOf(allowed),
                List.copyOf(examples),
                required,
                properties,
                items);
    }

    private static Field.Type type(JsonNode schema, List<JsonNode> allowed) {
        JsonNode type = schema.path("type");
        String word = type.asText("");
        for (JsonNode one : type) {
            if (word.isEmpty() && !"null".equals(one.asText())) {
                word = one.asText();
            }
        }
        if (word.isEmpty() && !allowed.isEmpty()) {
            JsonNode first = allowed.get(0);
            word = first.isBoolean() ? "boolean" : first.isNumber() ? "number" : "string";
        }
        return switch (word) {
            case "number" -> Field.Type.NUMBER;
            case "integer" -> Field.Type.INTEGER;
            case "boolean" -> Field.Type.BOOLEAN;
            case "object" -> Field.Type.OBJECT;
            case "array" -> Field.Type.ARRAY;
            default ->
                schema.has("properties")
                        ? Field.Type.OBJECT
                        : schema.has("items") ? Field.Type.ARRAY : Field.Type.STRING;
        };
    }

    /** The schema with its reference, its parts (allOf) and its first real alternative written into one. */
    private JsonNode flat(JsonNode written, int references) {
        if (!written.isObject() || references > MOST_REFERENCES) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        JsonNode target =
                written.has("$ref") ? target(root, written.path("$ref").asText()) : null;
        if (target != null) {
            merge(flat, flat(target, references + 1));
        }
        for (JsonNode part : written.path("allOf")) {
            merge(flat, flat(part, references + 1));
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            for (JsonNode part : written.path(choice)) {
                JsonNode one = flat(part, references + 1);
                if (!"null".equals(one.path("type").asText())) {
                    merge(flat, one);
                    break;
                }
            }
        }
        merge(flat, written);
        return flat;
    }

    private static void merge(ObjectNode into, JsonNode more) {
        more.properties().forEach(entry -> {
            JsonNode old = into.get(entry.getKey());
            if (old instanceof ObjectNode object
                    && entry.getValue().isObject()
                    && "properties".equals(entry.getKey())) {
                object.setAll((ObjectNode) entry.getValue());
            } else if (entry.getValue().isObject() && "properties".equals(entry.getKey())) {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    static @Nullable JsonNode target(JsonNode root, String reference) {
        if (reference.equals("#")) {
            return root;
        }
        if (reference.startsWith("#/")) {
            JsonNode found = root.at(java.net.URLDecoder.decode(
                    reference.substring(1).replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8));
            return found instanceof MissingNode ? null : found;
        }
        if (reference.startsWith("#")) {
            return root.findParents("$anchor").stream()
                    .filter(one -> one.path("$anchor").asText().equals(reference.substring(1)))
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }
}

package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.PageSelection;
import java.util.Iterator;
import java.util.List;

/** Checks the options before a job is made of them. Never opens a connection: the meta-schema is in the program. */
final class SchemaCheck {
    private static final int DEEPEST = 64;
    private static final int LARGEST = 500_000;
    private static final int MOST_NODES = 20_000;
    private static final int LONGEST_PROMPT = 20_000;

    private final Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

    void check(ObjectNode options) {
        for (Iterator<String> names = options.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!List.of("schema", "prompt", "effort", "pages").contains(name)) {
                throw invalid("The option " + name + " is unknown; schema, prompt, effort and pages are known.");
            }
        }
        JsonNode pages = options.path("pages");
        if (pages.isTextual()) {
            PageSelection.parse(pages.textValue());
        } else if (!pages.isMissingNode()) {
            throw invalid("The option pages must be text that lists pages, such as \"1-2,5\".");
        }
        if (!options.path("prompt").isMissingNode()
                && (!options.path("prompt").isTextual()
                        || options.path("prompt").asText().length() > LONGEST_PROMPT)) {
            throw invalid("The option prompt must be text of at most 20,000 characters.");
        }
        if (!options.path("effort").isMissingNode() && !options.path("effort").isBoolean()) {
            throw invalid("The option effort must be true or false.");
        }
        JsonNode schema = options.path("schema");
        if (!schema.isObject()) {
            throw invalid("The option schema is missing or no object; it must be a JSON Schema of type object.");
        }
        int[] nodes = new int[1];
        bounded(schema, 1, nodes);
        if (schema.toString().length() > LARGEST) {
            throw invalid("The option schema has more than 500,000 characters; ask for less in one schema.");
        }
        meta(schema);
        if (!objectType(schema)) {
            throw invalid(
                    "The option schema must describe an object: \"type\": \"object\" at its top, with properties.");
        }
        references(schema, schema);
    }

    private static boolean objectType(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode()) {
            return schema.has("properties") || schema.has("$ref") || schema.has("allOf");
        }
        return type.asText().equals("object")
                || type.isArray() && type.toString().contains("\"object\"");
    }

    private static void bounded(JsonNode node, int depth, int[] nodes) {
        if (depth > DEEPEST) {
            throw invalid("The option schema is nested more than 64 levels deep.");
        }
        if (++nodes[0] > MOST_NODES) {
            throw invalid("The option schema has more than 20,000 parts; ask for less in one schema.");
        }
        for (JsonNode one : node) {
            bounded(one, depth + 1, nodes);
        }
    }

    private void meta(JsonNode schema) {
        List<Error> errors = metaSchema.validate(schema.toString(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            Error first = errors.get(0);
            throw invalid("The option schema is no valid JSON Schema (2020-12): at "
                    + first.getInstanceLocation()
                    + ": "
                    + first.getMessage()
                    + ".");
        }
    }

    /** Every reference must be to this schema itself: nothing is ever fetched. */
    private static void references(JsonNode node, JsonNode root) {
        JsonNode reference = node.path("$ref");
        if (reference.isTextual()) {
            String target = reference.asText();
            if (!target.startsWith("#")) {
                throw invalid("The option schema refers to " + target
                        + "; only references within the schema itself (#/$defs/...) are followed.");
            }
            if (target.startsWith("#/") && FieldReader.target(root, target) == null) {
                throw invalid("The option schema refers to " + target + ", which is not in it.");
            }
        }
        for (JsonNode one : node) {
            references(one, root);
        }
    }

    private static SluiceException invalid(String sentence) {
        return new SluiceException(ErrorCode.INVALID_OPTIONS, sentence);
    }
}

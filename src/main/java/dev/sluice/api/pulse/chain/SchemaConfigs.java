package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.request.PageRange;
import dev.sluice.api.pulse.request.SavedConfigurations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a schema is to be filled with, in Sluice's own names; keys inside of a client's schema are never touched. */
final class SchemaConfigs {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SavedConfigs saved;
    private final String tenantId;
    private final List<String> warnings;

    SchemaConfigs(SavedConfigs saved, String tenantId, List<String> warnings) {
        this.saved = saved;
        this.tenantId = tenantId;
        this.warnings = warnings;
    }

    /** {@code schema_config} or {@code schema_config_id}, with {@code page_range}: one schema for the whole document. */
    StageConfig single(Options body) {
        if (isGiven(body.take("split_schema_config"))) {
            throw PulseError.REQ_003.because(
                    "split_schema_config belongs to splits; for extractions give schema_config or schema_config_id.");
        }
        String pages = PageRange.of("page_range", body.take("page_range"));
        StageConfig config = inline(
                "schema_config",
                body.take("schema_config"),
                "schema_config_id",
                body.text("schema_config_id"),
                "input_schema");
        if (pages != null) {
            config.options().put("pages", pages);
        }
        return config;
    }

    /** {@code split_schema_config}: a schema for each topic. */
    StageConfig topics(Options body) {
        if (isGiven(body.take("schema_config")) || body.text("schema_config_id") != null) {
            throw PulseError.REQ_003.because(
                    "schema_config belongs to extractions; for splits give split_schema_config, which has one for each topic.");
        }
        if (isGiven(body.take("page_range"))) {
            throw PulseError.REQ_003.because(
                    "page_range belongs to extractions; a split says the pages of each topic.");
        }
        JsonNode given = body.take("split_schema_config");
        if (!isGiven(given)) {
            throw PulseError.REQ_004.because("split_schema_config is missing: a schema for each topic of the split.");
        }
        if (!given.isObject()) {
            throw PulseError.REQ_003.because("split_schema_config must be an object of topics.");
        }
        ObjectNode options = JSON.objectNode();
        ObjectNode topics = options.putObject("topics");
        Integer version = null;
        for (Map.Entry<String, JsonNode> topic : given.properties()) {
            String path = "split_schema_config." + topic.getKey();
            Options own = new Options(path, topic.getValue());
            String id = own.text("schema_config_id");
            StageConfig config = inline(path, own, own.at("schema_config_id"), id, "schema", own.at("schema"));
            topics.set(topic.getKey(), config.options());
            version = config.version() == null ? version : config.version();
        }
        return new StageConfig(options, version, null);
    }

    private StageConfig inline(String path, JsonNode value, String idPath, @Nullable String id, String schemaName) {
        boolean given = isGiven(value);
        if (!given && id == null) {
            throw PulseError.REQ_004.because("%s is missing: give it or %s.".formatted(path, idPath));
        }
        if (given && id != null) {
            throw PulseError.REQ_003.because("%s and %s exclude each other: give one.".formatted(path, idPath));
        }
        Options own = new Options(path, value);
        return inline(path, own, idPath, id, schemaName, own.at(schemaName));
    }

    /** Of {@code {schema or input_schema or excel_template, schema_prompt, effort}}, or of a saved one. */
    private StageConfig inline(
            String path, Options own, String idPath, @Nullable String id, String schemaName, String schemaPath) {
        JsonNode schema = own.take(schemaName);
        String template = schemaName.equals("input_schema") ? own.text("excel_template") : null;
        boolean given = isGiven(schema) || template != null;
        if (id == null) {
            if (!given) {
                throw PulseError.REQ_004.because("%s is missing: the JSON Schema to be filled.".formatted(schemaPath));
            }
            return of(path, own, schema, template, null);
        }
        if (given) {
            throw PulseError.REQ_003.because("%s and %s exclude each other: give one.".formatted(schemaPath, idPath));
        }
        SavedConfigurations.Saved found = saved.find(tenantId, SavedConfigurations.Kind.SCHEMA, "schema_config_id", id);
        Options kept = new Options(path, found.body());
        return of(path, kept, kept.take("input_schema"), kept.text("excel_template"), found.version());
    }

    private StageConfig of(
            String path, Options own, JsonNode schema, @Nullable String template, @Nullable Integer version) {
        if (isGiven(schema) && template != null) {
            throw PulseError.REQ_003.because("%s and %s exclude each other: give one."
                    .formatted(own.at("input_schema"), own.at("excel_template")));
        }
        if (template == null && !schema.isObject()) {
            throw PulseError.REQ_003.because(path + " must have a JSON Schema, an object.");
        }
        ObjectNode options = JSON.objectNode();
        options.set("schema", template == null ? schema : saved.templates().inputSchema(template));
        String prompt = own.text("schema_prompt");
        if (prompt != null) {
            options.put("prompt", prompt);
        }
        if (own.flag("effort", false)) {
            options.put("effort", true);
        }
        own.unknown(warnings);
        return new StageConfig(options, version, template);
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())
                && !(value.isTextual() && value.textValue().isBlank());
    }
}

package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and judges what clients ask for; single calls and batches alike. */
@Component
class Stages {
    private final SavedConfigs saved;
    private final EngineChoice engines;
    private final ObjectMapper mapper;

    Stages(SavedConfigs saved, EngineChoice engines, ObjectMapper mapper) {
        this.saved = saved;
        this.engines = engines;
        this.mapper = mapper;
    }

    /**
     * A schema that is to be filled.
     *
     * @param warnings gets what is unknown
     * @throws dev.sluice.http.ApiException with the first thing that is wrong; so do the others
     */
    Stage schema(String tenantId, Selection selection, Options body, List<String> warnings) {
        SchemaConfigs configs = new SchemaConfigs(saved, tenantId, warnings);
        return stage(
                Operation.SCHEMA,
                selection,
                selection.isSplit() ? configs.topics(body) : configs.single(body),
                body,
                warnings);
    }

    /** Tables that are to be found. */
    Stage tables(Selection selection, Options body, List<String> warnings) {
        return stage(Operation.TABLES, selection, TablesConfigs.of(body, warnings), body, warnings);
    }

    /** Documents that are to be split. */
    Stage split(String tenantId, Selection selection, Options body, List<String> warnings) {
        return stage(Operation.SPLIT, selection, SplitConfigs.of(body, saved, tenantId, warnings), body, warnings);
    }

    private Stage stage(
            Operation operation, Selection selection, StageConfig config, Options body, List<String> warnings) {
        body.unknown(warnings);
        try {
            engines.check(operation, engines.engineFor(operation), config.options());
        } catch (SluiceException e) {
            throw Refusals.of(e);
        }
        return new Stage(operation, selection, config, warnings);
    }

    /**
     * Checks that there is a schema for every topic of the splits, and for nothing else.
     *
     * @param asked what the splits were asked for, as JSON objects
     */
    void requireTopics(Stage stage, List<@Nullable String> asked) {
        Set<String> schemas = new LinkedHashSet<>();
        stage.config().options().path("topics").fieldNames().forEachRemaining(schemas::add);
        for (String options : asked) {
            Set<String> topics = topics(options);
            Set<String> missing = new TreeSet<>(topics);
            missing.removeAll(schemas);
            Set<String> unknown = new TreeSet<>(schemas);
            unknown.removeAll(topics);
            if (!missing.isEmpty() || !unknown.isEmpty()) {
                throw PulseError.REQ_003.because(
                        "The topics of split_schema_config must be those of the split: " + wrong(missing, unknown));
            }
        }
    }

    private static String wrong(Set<String> missing, Set<String> unknown) {
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("missing: " + shown(missing));
        }
        if (!unknown.isEmpty()) {
            parts.add("not in the split: " + shown(unknown));
        }
        return String.join("; ", parts) + ".";
    }

    private static String shown(Set<String> names) {
        List<String> some = names.stream().limit(20).toList();
        return String.join(", ", some) + (names.size() > some.size() ? ", …" : "");
    }

    private Set<String> topics(@Nullable String options) {
        Set<String> names = new LinkedHashSet<>();
        if (options != null) {
            try {
                for (JsonNode topic : mapper.readTree(options).path("topics")) {
                    names.add(topic.path("name").asText());
                }
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }
}

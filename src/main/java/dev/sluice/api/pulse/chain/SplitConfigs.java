package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.request.SavedConfigurations;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says {@code split_config} or {@code split_config_id} in Sluice's own names. */
final class SplitConfigs {
    private SplitConfigs() {}

    static StageConfig of(Options body, SavedConfigs saved, String tenantId, List<String> warnings) {
        JsonNode inline = body.take("split_config");
        String id = body.text("split_config_id");
        boolean given = !inline.isNull() && !(inline.isObject() && inline.isEmpty());
        if (!given && id == null) {
            throw PulseError.REQ_004.because("split_config is missing: give it or split_config_id.");
        }
        if (given && id != null) {
            throw PulseError.REQ_003.because("split_config and split_config_id exclude each other: give one.");
        }
        if (id == null) {
            return StageConfig.of(options(new Options("split_config", inline), warnings));
        }
        SavedConfigurations.Saved found = saved.find(tenantId, SavedConfigurations.Kind.SPLIT, "split_config_id", id);
        return new StageConfig(options(new Options("split_config", found.body()), warnings), found.version(), null);
    }

    private static ObjectNode options(Options given, List<String> warnings) {
        JsonNode topics = given.take("split_input");
        if (topics.isNull() || (topics.isArray() && topics.isEmpty())) {
            throw PulseError.REQ_004.because(
                    "split_config.split_input is missing: a list of topics, {name, description}.");
        }
        if (!topics.isArray()) {
            throw PulseError.REQ_003.because("split_config.split_input must be a list of topics, {name, description}.");
        }
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        ArrayNode mapped = options.putArray("topics");
        Set<String> names = new HashSet<>();
        for (JsonNode topic : topics) {
            Options own = new Options("split_config.split_input[" + mapped.size() + "]", topic);
            String name = own.text("name");
            if (name == null) {
                throw PulseError.REQ_004.because(own.at("name") + " is missing: every topic needs one.");
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw PulseError.REQ_003.because(
                        own.at("name") + " stands there twice; every topic needs a name of its own.");
            }
            ObjectNode one = mapped.addObject().put("name", name);
            String description = own.text("description");
            if (description != null) {
                one.put("description", description);
            }
            own.unknown(warnings);
        }
        given.unknown(warnings);
        return options;
    }
}

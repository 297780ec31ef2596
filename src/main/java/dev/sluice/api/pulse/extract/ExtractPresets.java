package dev.sluice.api.pulse.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.SavedConfigurations;
import dev.sluice.api.pulse.request.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Options that a client has saved and names by {@code extractionConfigId}. */
@Component
public class ExtractPresets {
    private static final String NAME = "extractionConfigId";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final ObjectProvider<SavedConfigurations> saved;

    ExtractPresets(ObjectProvider<SavedConfigurations> saved) {
        this.saved = saved;
    }

    /**
     * The options with those of the preset that they name below them: what the request itself says wins, member by
     * member.
     *
     * @param options an object, or something else, which is left as it is
     * @throws dev.sluice.http.ApiException {@code JOB_001} if there is no such preset, {@code REQ_003} if that is no id
     */
    public JsonNode under(String tenantId, JsonNode options) {
        if (!(options instanceof ObjectNode given)) {
            return options;
        }
        ObjectNode own = given.deepCopy();
        String id = null;
        for (String member : given.properties().stream().map(Map.Entry::getKey).toList()) {
            if (Spelling.of(member).equals(Spelling.of(NAME))) {
                JsonNode value = own.remove(member);
                if (!value.isNull() && !value.isTextual()) {
                    throw PulseError.REQ_003.because(NAME + " must be the id of a saved configuration.");
                }
                id = value.isNull() || value.textValue().isBlank()
                        ? id
                        : value.textValue().strip();
            }
        }
        return id == null ? own : merged(preset(tenantId, id), own);
    }

    private ObjectNode preset(String tenantId, String id) {
        SavedConfigurations known = saved.getIfAvailable();
        Optional<SavedConfigurations.Saved> found =
                known != null && ID.matcher(id).matches()
                        ? known.resolve(tenantId, SavedConfigurations.Kind.EXTRACTION, UUID.fromString(id))
                        : Optional.empty();
        return found.orElseThrow(
                        () -> PulseError.JOB_001.because("There is no saved configuration of the id in " + NAME + "."))
                .body();
    }

    private static ObjectNode merged(ObjectNode below, ObjectNode above) {
        ObjectNode merged = below.deepCopy();
        Map<String, String> names = new LinkedHashMap<>();
        below.properties().forEach(member -> names.put(Spelling.of(member.getKey()), member.getKey()));
        for (Map.Entry<String, JsonNode> member : above.properties()) {
            JsonNode value = member.getValue();
            String same = names.get(Spelling.of(member.getKey()));
            if (value.isNull()) {
                continue; // as good as not given
            }
            if (same != null && merged.get(same) instanceof ObjectNode inner && value instanceof ObjectNode outer) {
                merged.set(same, merged(inner, outer));
            } else {
                if (same != null) {
                    merged.remove(same);
                }
                merged.set(member.getKey(), value);
            }
        }
        return merged;
    }
}

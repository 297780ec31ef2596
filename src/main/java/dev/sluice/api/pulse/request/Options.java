package dev.sluice.api.pulse.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.api.pulse.error.PulseError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An object of options, asked for by name in whatever spelling; knows what nobody asked for. */
public final class Options {
    private record Entry(String name, JsonNode value) {}

    private final String path;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * @param path where it stands, for sentences; empty for the body itself
     * @param value the object; null and absent are the same as an empty one
     */
    public Options(String path, @Nullable JsonNode value) {
        this.path = path;
        if (value == null || value.isNull()) {
            return;
        }
        if (!value.isObject()) {
            throw PulseError.REQ_003.because(path + " must be an object.");
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            Entry twin = entries.put(Spelling.of(member.getKey()), new Entry(member.getKey(), member.getValue()));
            if (twin != null) {
                throw PulseError.REQ_003.because(
                        "%s and %s are the same parameter; give one.".formatted(at(twin.name), at(member.getKey())));
            }
        }
    }

    /** Its full name. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Takes a value; a null one is as good as none. */
    public JsonNode take(String name) {
        Entry entry = entries.remove(Spelling.of(name));
        return entry == null ? NullNode.instance : entry.value;
    }

    /** Takes an object. */
    public Options object(String name) {
        return new Options(at(name), take(name));
    }

    /** Takes a text that is not empty; null if there is none. */
    public @Nullable String text(String name) {
        JsonNode value = take(name);
        if (value.isNull() || value.isTextual() && value.textValue().isBlank()) {
            return null;
        }
        if (!value.isTextual()) {
            throw PulseError.REQ_003.because(at(name) + " must be a text.");
        }
        return value.textValue().strip();
    }

    /** Takes a yes or no; the words true, false, 1 and 0 will do. */
    public boolean flag(String name, boolean otherwise) {
        JsonNode value = take(name);
        return switch (value.isBoolean() || value.isTextual() || value.isInt() || value.isLong()
                ? value.asText().strip().toLowerCase(Locale.ROOT)
                : value.isNull() ? "" : "?") {
            case "true", "1" -> true;
            case "false", "0" -> false;
            case "" -> otherwise;
            default -> throw PulseError.REQ_003.because(at(name) + " must be true or false.");
        };
    }

    /** Takes a list of texts; empty if there is none. */
    public List<String> texts(String name) {
        JsonNode value = take(name);
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw PulseError.REQ_003.because(at(name) + " must be a list of texts.");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(item -> {
                    if (!item.isTextual()) {
                        throw PulseError.REQ_003.because(at(name) + " must be a list of texts.");
                    }
                    return item.textValue();
                })
                .toList();
    }

    /** Warns of what nobody has taken. */
    public void unknown(List<String> warnings) {
        entries.values().stream()
                .filter(entry -> !entry.value.isNull())
                .forEach(entry -> warnings.add(at(entry.name) + " is unknown and ignored."));
    }
}

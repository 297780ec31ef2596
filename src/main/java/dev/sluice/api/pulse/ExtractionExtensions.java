package dev.sluice.api.pulse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The member {@code extensions}: what was asked for beyond the text. */
final class ExtractionExtensions {
    private static final Set<String> TAKEN = Set.of("chunks", "footnotes", "words", "html", "xml");

    private final Map<String, JsonNode> parts = new LinkedHashMap<>();

    /** Takes a member of {@code result.json} if it is one of these; the parser stands at its value. */
    boolean take(String name, JsonParser parser) throws IOException {
        if (!TAKEN.contains(name)) {
            return false;
        }
        parts.put(name, parser.readValueAsTree());
        return true;
    }

    /** Writes them, if there are any. */
    void write(JsonGenerator json) throws IOException {
        if (parts.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("extensions");
        for (Map.Entry<String, JsonNode> part : parts.entrySet()) {
            json.writeFieldName(part.getKey());
            json.writeTree(part.getValue());
        }
        json.writeEndObject();
    }
}

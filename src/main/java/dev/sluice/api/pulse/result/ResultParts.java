package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the results of all operations have in common. */
public final class ResultParts {
    private ResultParts() {}

    /**
     * Copies the value that the parser stands at, to the letter.
     *
     * @param citations if not null, texts in the value are citations and are said as clients know them
     * @param only the extraction that they cite, or null
     */
    public static void copy(JsonParser parser, JsonGenerator json, @Nullable CitationIds citations, @Nullable UUID only)
            throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING && citations != null) {
                json.writeString(citations.of(parser.getText(), only));
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                json.writeNumber(parser.getText()); // with all its digits
            } else {
                json.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }

    /** Writes the last members: {@code plan_info}, and {@code warnings} if there are any. */
    public static void end(JsonGenerator json, int pages, List<String> warnings) throws IOException {
        json.writeObjectFieldStart("plan_info");
        json.writeStringField("tier", "self-hosted");
        json.writeNumberField("pages_used", pages);
        json.writeEndObject();
        if (!warnings.isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (String warning : warnings) {
                json.writeString(warning);
            }
            json.writeEndArray();
        }
    }
}

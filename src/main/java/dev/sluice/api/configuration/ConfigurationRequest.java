package dev.sluice.api.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.request.SavedConfigurations.Kind;
import dev.sluice.api.query.Query;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.JsonBody;
import dev.sluice.api.upload.Upload;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client sends to save a configuration: {@code {kind, name, body}} at first, {@code {name?, version, body}} later. */
final class ConfigurationRequest {
    private static final int LONGEST_NAME = 200;

    private final ObjectNode members;

    private ConfigurationRequest(ObjectNode members) {
        this.members = members;
    }

    /**
     * Reads it.
     *
     * @param known the members that it may have
     * @throws ApiException 400, 413 or 415
     */
    static ConfigurationRequest read(Upload upload, List<String> known) throws IOException {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        String type = upload.type();
        if (!type.equals("application/json") && !type.endsWith("+json")) {
            throw new ApiException(new ApiProblem(
                    415, "UNSUPPORTED_MEDIA_TYPE", "Send the configuration as application/json, and say so."));
        }
        try {
            JsonBody.read(upload, json -> json.members(name -> members.set(name, json.value())));
        } catch (BodyException e) {
            throw new ApiException(
                    e.kind() == BodyException.Kind.REQUEST_TOO_LARGE
                            ? new ApiProblem(413, "PAYLOAD_TOO_LARGE", e.sentence())
                            : ApiProblem.invalid(e.sentence()));
        }
        for (Iterator<String> names = members.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Query.wrong(name, "is unknown here; known are " + String.join(", ", known));
            }
        }
        return new ConfigurationRequest(members);
    }

    Kind kind() {
        String word = members.path("kind").asText("");
        for (Kind kind : Kind.values()) {
            if (ConfigurationTable.word(kind).equals(word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw Query.wrong("kind", "must be extraction, schema or split");
    }

    /** Null if there is none. */
    @Nullable
    String name() {
        JsonNode name = members.path("name");
        if (name.isMissingNode() || name.isNull()) {
            return null;
        }
        String text = name.isTextual() ? name.textValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_NAME || text.codePoints().anyMatch(Character::isISOControl)) {
            throw Query.wrong("name", "must be a text of 1 to " + LONGEST_NAME + " characters on one line");
        }
        return text;
    }

    /** The version that the client has seen last. */
    int version() {
        JsonNode version = members.path("version");
        if (!version.isIntegralNumber() || !version.canConvertToInt() || version.intValue() < 1) {
            throw Query.wrong("version", "is needed: the number of the version that this body is to follow");
        }
        return version.intValue();
    }

    ObjectNode body() {
        if (members.path("body") instanceof ObjectNode body) {
            return body;
        }
        throw Query.wrong("body", "must be an object: the configuration as it would stand in a request");
    }

    @Override
    public String toString() {
        return members.toString();
    }
}

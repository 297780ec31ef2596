package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.pulse.answer.OwnJson;
import dev.sluice.api.pulse.result.CitationIds;
import dev.sluice.api.pulse.result.ResultParts;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies Sluice's own results value by value into this dialect's, so that a large one is never held in memory. */
final class ResultCopy implements AutoCloseable {
    private final InputStream in;
    private final JsonParser parser;
    private final JsonGenerator json;
    private final List<String> warnings;

    private ResultCopy(InputStream in, JsonGenerator json, List<String> warnings) throws IOException {
        this.in = in;
        this.parser = OwnJson.FACTORY.createParser(in);
        this.json = json;
        this.warnings = new ArrayList<>(warnings);
    }

    /**
     * Begins with a stored result.
     *
     * @param warnings what is to be warned of besides
     */
    static ResultCopy of(ArtifactStore artifacts, Artifact artifact, JsonGenerator json, List<String> warnings)
            throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(artifacts.part(artifact.id(), "result.json")));
        try {
            ResultCopy copy = new ResultCopy(in, json, warnings);
            copy.parser.nextToken();
            return copy;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** What is done with a member. */
    @FunctionalInterface
    interface Member {
        /** Takes the value, whole, or does not touch it. */
        void at(String name) throws IOException;
    }

    /** Goes through the members of the object at which it stands; warnings are kept, what is not taken is passed over. */
    void members(Member member) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("warnings") && token == JsonToken.START_ARRAY) {
                JsonNode found = parser.readValueAsTree();
                found.forEach(one -> warnings.add(
                        one.isTextual() ? one.textValue() : one.path("message").asText()));
                continue;
            }
            member.at(name);
            if (parser.currentToken() == token) {
                parser.skipChildren();
            }
        }
    }

    /** Goes through the items of the array at which it stands. */
    void items(Member item) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.at("");
        }
    }

    /** The value at which it stands, in memory. */
    JsonNode value() throws IOException {
        return parser.readValueAsTree();
    }

    /** Whether the value is a list. */
    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Copies the value as it is. */
    void copy() throws IOException {
        copy(null, null);
    }

    /** Copies the value; texts in it are citations. */
    void copy(@Nullable CitationIds citations, @Nullable UUID only) throws IOException {
        ResultParts.copy(parser, json, citations, only);
    }

    /** Writes the last members of the result. */
    void end(int pages) throws IOException {
        ResultParts.end(json, pages, warnings);
    }

    @Override
    public void close() throws IOException {
        parser.close();
        in.close();
    }
}

package dev.sluice.engine.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sluice.engine.remote.RemoteCaller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * An engine's answer in a file, read piece by piece: its {@code result} if that is an object, else the whole, which must be
 * one.
 */
final class JsonAnswer {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final boolean wrapped;

    private JsonAnswer(Path file, boolean wrapped) {
        this.file = file;
        this.wrapped = wrapped;
    }

    /**
     * Reads it through once.
     *
     * @throws dev.sluice.batch.SluiceException {@code ENGINE_ANSWER_INVALID}
     */
    static JsonAnswer of(Path file) throws IOException {
        try (JsonParser json = JSON.createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw RemoteCaller.invalid("it is no JSON object");
            }
            boolean wrapped = false;
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                wrapped |= json.nextToken() == JsonToken.START_OBJECT && name.equals("result");
                json.skipChildren();
            }
            if (json.nextToken() != null) {
                throw RemoteCaller.invalid("something stands behind its JSON");
            }
            return new JsonAnswer(file, wrapped);
        } catch (JsonProcessingException e) {
            throw RemoteCaller.invalid("it is not JSON, or nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    /** The result, as compact JSON. */
    void writeTo(OutputStream out) throws IOException {
        try (JsonParser in = atResult();
                JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            int depth = 0;
            do { // event by event, for only so is 1.10 not turned into 1.1
                json.copyCurrentEventExact(in);
                depth += in.currentToken().isStructStart()
                        ? 1
                        : in.currentToken().isStructEnd() ? -1 : 0;
            } while (depth > 0 && in.nextToken() != null);
        }
    }

    /** A text of the result, empty if there is none of that name. */
    String text(String wanted) throws IOException {
        try (JsonParser json = atResult()) {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals(wanted)) {
                    return json.getText();
                }
                json.skipChildren();
            }
        }
        return "";
    }

    private JsonParser atResult() throws IOException {
        JsonParser json = JSON.createParser(file.toFile());
        json.nextToken();
        if (wrapped) {
            while (!"result".equals(json.nextFieldName())) {
                json.nextToken();
                json.skipChildren();
            }
            json.nextToken();
        }
        return json;
    }
}

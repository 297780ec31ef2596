package dev.sluice.api.upload;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Steps through a JSON body. Small values are read whole, documents in base64 are decoded as they come. */
public final class JsonBody implements AutoCloseable {
    private static final Base64Variant BASE64 =
            Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(Base64Variant.PaddingReadBehaviour.PADDING_ALLOWED);

    private final JsonParser json;
    private final Upload upload;
    private final long most;
    private long spent;

    private JsonBody(JsonParser json, Upload upload) {
        this.json = json;
        this.upload = upload;
        this.most = upload.limits().jsonSize().toBytes();
    }

    /** What is done at each member of an object, or each item of an array. */
    @FunctionalInterface
    public interface Step {
        /** The parser stands at the value. */
        void at(String name) throws IOException;
    }

    /**
     * Reads the body, which must be one object and nothing else.
     *
     * @throws BodyException {@code MALFORMED} if it is none; or from a document
     */
    public static void read(Upload upload, Reader reader) throws IOException {
        try (JsonBody body = new JsonBody(upload.json(), upload)) {
            if (body.json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("The body is not a JSON object.", null);
            }
            reader.read(body);
            if (body.json.nextToken() != null) {
                throw malformed("There is something behind the end of the JSON object.", null);
            }
        } catch (JacksonException e) {
            throw malformed("The body is not valid JSON: " + reason(e) + ".", e);
        }
    }

    /** What reads the body. */
    @FunctionalInterface
    public interface Reader {
        /** The parser stands at the object. */
        void read(JsonBody body) throws IOException;
    }

    /**
     * A JSON value in a text, such as a part of a multipart body.
     *
     * @throws BodyException {@code MALFORMED} if it is none
     */
    public static JsonNode parse(Upload upload, String what, String text) {
        try (JsonParser parser = upload.json(text)) {
            parser.nextToken();
            JsonNode value = new JsonTree(parser, bytes -> {}).read();
            if (parser.nextToken() != null) {
                throw malformed("The part '" + what + "' is not one JSON value.", null);
            }
            return value;
        } catch (IOException e) {
            throw malformed("The part '" + what + "' is not valid JSON.", e);
        }
    }

    /** Whether the value is an object. */
    public boolean isObject() {
        return json.currentToken() == JsonToken.START_OBJECT;
    }

    /** Whether the value is an array. */
    public boolean isArray() {
        return json.currentToken() == JsonToken.START_ARRAY;
    }

    /** Whether the value is a text. */
    public boolean isText() {
        return json.currentToken() == JsonToken.VALUE_STRING;
    }

    /** Goes through the members of the object at which it stands. */
    public void members(Step step) throws IOException {
        for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
            String name = JsonTree.text(json.currentName());
            json.nextToken();
            step.at(name);
        }
    }

    /** Goes through the items of the array at which it stands; each is called by its index. */
    public void items(Step step) throws IOException {
        for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            step.at(Integer.toString(index));
        }
    }

    /** The value, whole; all values that are read so may have {@code sluice.limits.json-size} together. */
    public JsonNode value() throws IOException {
        return new JsonTree(json, this::spend).read();
    }

    /** Passes over the value. */
    public void skip() throws IOException {
        json.skipChildren();
    }

    private void spend(long bytes) {
        spent += bytes;
        if (spent > most) {
            throw malformed(
                    "It has more than %,d bytes that are no documents (sluice.limits.json-size).".formatted(most),
                    null);
        }
    }

    /** Stores the text at which it stands, which is base64; white space and missing padding are tolerated. */
    public UploadedDocument document(String where, @Nullable String name) throws IOException {
        try {
            return upload.store(name, null, out -> json.readBinaryValue(BASE64, out));
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (JacksonException | IllegalArgumentException e) {
            throw malformed(where + " is not base64.", e);
        }
    }

    /** The body came to its end in the middle of something. */
    public static BodyException malformed(String message, @Nullable Throwable cause) {
        return new BodyException(BodyException.Kind.MALFORMED, message, cause);
    }

    private static String reason(JacksonException e) {
        var location = e.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String message = e.getOriginalMessage();
        return (message.startsWith("Duplicate field") ? "a name stands twice in one object" : plain(e)) + where;
    }

    private static String plain(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return e.getOriginalMessage().contains("nesting")
                            || e.getOriginalMessage().contains("depth")
                    ? "it is nested too deeply (sluice.limits.json-depth)"
                    : "a value in it is too long (sluice.limits.json-size)";
        }
        return e instanceof JsonEOFException ? "it ends in the middle" : "something unexpected stands";
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

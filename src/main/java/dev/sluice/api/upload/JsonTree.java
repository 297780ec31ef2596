package dev.sluice.api.upload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.function.LongConsumer;

/** Reads one value into memory, counts its bytes while it grows, and refuses characters that do not exist. */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser json;
    private final LongConsumer spend;
    private long counted;

    JsonTree(JsonParser json, LongConsumer spend) {
        this.json = json;
        this.spend = spend;
        this.counted = position();
    }

    /** The value at which the parser stands. */
    JsonNode read() throws IOException {
        long position = position();
        spend.accept(Math.max(0, position - counted));
        counted = position;
        JsonToken token = json.currentToken();
        if (token == null) {
            throw JsonBody.malformed("It ends in the middle.", null);
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(text(json.getText()));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(json.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = text(json.currentName());
            json.nextToken();
            object.set(name, read());
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(read());
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        BigInteger value = json.getBigIntegerValue();
        return value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    private long position() {
        long bytes = json.currentTokenLocation().getByteOffset();
        return bytes >= 0 ? bytes : Math.max(0, json.currentTokenLocation().getCharOffset());
    }

    /** Neither the database nor any encoder takes half a character, or U+0000. */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                throw JsonBody.malformed(
                        "A text in the body has a character that does not exist (U+0000 or half a pair).", null);
            }
            i += pair ? 1 : 0;
        }
        return text;
    }
}

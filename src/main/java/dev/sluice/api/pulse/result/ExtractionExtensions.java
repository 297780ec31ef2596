package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.pulse.answer.JsonList;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The member {@code extensions}: what was asked for beyond the text. */
final class ExtractionExtensions implements Closeable {
    private final ArtifactStore artifacts;
    private final Artifact artifact;
    private final Map<String, JsonList> chunks = new LinkedHashMap<>();
    private @Nullable JsonList footnotes;
    private @Nullable JsonList words;

    ExtractionExtensions(ArtifactStore artifacts, Artifact artifact) {
        this.artifacts = artifacts;
        this.artifact = artifact;
    }

    /** Takes a member of {@code result.json} if it is one of these; the parser stands at its value. */
    boolean take(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "chunks" -> {
                for (String type = parser.nextFieldName(); type != null; type = parser.nextFieldName()) {
                    parser.nextToken();
                    JsonList list = new JsonList();
                    chunks.put(type, list);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        list.next().writeString(parser.getText());
                    }
                }
            }
            case "footnotes" -> {
                footnotes = new JsonList();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    footnote(parser.readValueAsTree(), footnotes.next());
                }
            }
            case "words" -> {
                words = new JsonList();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    word(parser.readValueAsTree(), words.next());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void footnote(JsonNode note, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", note.path("symbol").asText());
        json.writeStringField(
                "footnoteTextId", BoundingBoxes.textId(note.path("textId").asText()));
        json.writeArrayFieldStart("referenceTextIds");
        for (JsonNode block : note.path("referenceIds")) {
            json.writeString(BoundingBoxes.textId(block.asText()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void word(JsonNode word, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", word.path("id").asText());
        json.writeStringField("text", word.path("text").asText());
        json.writeNumberField("page_number", word.path("page").asInt());
        BoundingBoxes.box(json, word.path("box"));
        json.writeNumberField("average_word_confidence", word.path("confidence").asDouble(1));
        json.writeEndObject();
    }

    /** Writes them, if there are any. */
    void write(JsonGenerator json, OutputStream out) throws IOException {
        boolean html = has("result.html");
        boolean xml = has("result.xml");
        boolean other = html || xml || words != null;
        if (chunks.isEmpty() && footnotes == null && !other) {
            return;
        }
        json.writeObjectFieldStart("extensions");
        if (!chunks.isEmpty()) {
            chunks("chunking", json, out);
        }
        if (footnotes != null) {
            footnotes.writeTo("footnoteReferences", json, out);
        }
        if (other) {
            json.writeObjectFieldStart("altOutputs");
            text(html, "html", json);
            text(xml, "xml", json);
            if (words != null) {
                json.writeObjectFieldStart("wlbb");
                words.writeTo("words", json, out);
                if (words.size() == 0 && !hasPlaces()) {
                    json.writeStringField("error", "The places of words are known in PDFs and images only.");
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void chunks(String name, JsonGenerator json, OutputStream out) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, JsonList> list : chunks.entrySet()) {
            list.getValue().writeTo(list.getKey(), json, out);
        }
        json.writeEndObject();
    }

    /** Writes some of it once more, where clients of old look for it. */
    void writeTwice(Set<String> members, JsonGenerator json, OutputStream out) throws IOException {
        if (members.contains("html")) {
            text(has("result.html"), "html", json);
        }
        if (members.contains("chunks") && !chunks.isEmpty()) {
            chunks("chunks", json, out);
        }
    }

    private boolean hasPlaces() {
        String type = artifact.summary().path("mediaType").asText();
        return type.contains("pdf") || type.startsWith("image/");
    }

    private boolean has(String part) {
        return artifact.parts().stream().anyMatch(file -> file.name().equals(part));
    }

    private void text(boolean there, String name, JsonGenerator json) throws IOException {
        if (there) {
            try (Reader text =
                    Files.newBufferedReader(artifacts.part(artifact.id(), "result." + name), StandardCharsets.UTF_8)) {
                json.writeFieldName(name);
                json.writeString(text, -1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (JsonList list : chunks.values()) {
            list.close();
        }
        if (footnotes != null) {
            footnotes.close();
        }
        if (words != null) {
            words.close();
        }
    }
}

package dev.sluice.engine.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Puts another text into the result of an extraction, without holding that result in memory. */
final class ResultText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ResultText() {}

    static void replace(Path parsed, String markdown, String mediaType, OutputStream out) throws IOException {
        try (JsonParser in = JSON.createParser(parsed.toFile());
                JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            in.nextToken();
            json.writeStartObject();
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                json.writeFieldName(name);
                switch (name) {
                    case "markdown" -> json.writeString(markdown);
                    case "mediaType" -> json.writeString(mediaType);
                    default -> json.copyCurrentStructure(in);
                }
            }
            json.writeEndObject();
        }
    }
}

package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.pulse.answer.OwnJson;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Operation;
import dev.sluice.engine.Extraction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says a stored extraction in this dialect's words: what its synchronous call would have answered. */
@Component
class ExtractionResult implements ResultShape {
    private final ArtifactStore artifacts;
    private final StructuredOutput structured;

    ExtractionResult(ArtifactStore artifacts, StructuredOutput structured) {
        this.structured = structured;
        this.artifacts = artifacts;
    }

    @Override
    public Operation operation() {
        return Operation.EXTRACT;
    }

    @Override
    public void write(Artifact artifact, BatchTarget target, String origin, JsonGenerator json, OutputStream out)
            throws IOException {
        List<String> warnings = new ArrayList<>(target.warnings());
        int pages = Math.max(1, artifact.summary().path("pageCount").asInt(1));
        json.writeStartObject();
        markdown(artifact.id(), target.showsSchema() ? Extraction.MARKDOWN_BESIDE : "result.md", json);
        if (target.stored()) {
            json.writeStringField("extraction_id", artifact.id().toString());
            json.writeStringField("extraction_url", origin + "/job/" + artifact.jobId());
        }
        json.writeNumberField("page_count", pages);
        parts(artifact, target, origin, warnings, json, out);
        if (target.showsSchema()) {
            structured.write(artifact, json);
        }
        ResultParts.end(json, pages, warnings);
        json.writeEndObject();
    }

    /** From its own file, for it may be long and need not be held in memory. */
    private void markdown(UUID artifactId, String part, JsonGenerator json) throws IOException {
        try (Reader text = Files.newBufferedReader(artifacts.part(artifactId, part), StandardCharsets.UTF_8)) {
            json.writeFieldName("markdown");
            json.writeString(text, -1);
        }
    }

    private void parts(
            Artifact artifact,
            BatchTarget target,
            String origin,
            List<String> warnings,
            JsonGenerator json,
            OutputStream out)
            throws IOException {
        Sheets sheets = new Sheets(artifact.summary().path("mediaType").asText());
        String part = target.showsSchema() ? Extraction.RESULT_BESIDE : "result.json";
        try (InputStream in = Files.newInputStream(artifacts.part(artifact.id(), part));
                JsonParser parser = OwnJson.FACTORY.createParser(in);
                BoundingBoxes boxes = new BoundingBoxes(origin + "/results/" + artifact.jobId() + "/images/", sheets);
                ExtractionExtensions extensions = new ExtractionExtensions(artifacts, artifact)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_ARRAY && name.equals("blocks")) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        boxes.add(parser.readValueAsTree());
                    }
                } else if (token == JsonToken.START_ARRAY && name.equals("warnings")) {
                    JsonNode list = parser.readValueAsTree();
                    list.forEach(warning -> warnings.add(warning.path("message").asText()));
                } else if (!extensions.take(name, parser)) {
                    parser.skipChildren();
                }
            }
            json.writeObjectFieldStart("bounding_boxes");
            boxes.writeTo(json, out);
            Path layout = artifacts.part(artifact.id(), "layout.json.gz");
            new TableBoxes(json, sheets).write(layout);
            json.writeEndObject();
            extensions.write(json, out);
            extensions.writeTwice(target.twice(), json, out);
        }
    }
}

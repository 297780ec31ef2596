package dev.sluice.api.pulse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.JobRequests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The deprecated members {@code structured_output} and {@code input_schema}: a schema that was filled from the document in
 * the same job.
 */
@Component
class StructuredOutput {
    /** What the parts of the extraction are called beside the result of the schema. */
    static final String EXTRACTION = "extraction.json";

    static final String MARKDOWN = "extraction.md";

    private final ArtifactStore artifacts;
    private final JobRequests requests;
    private final ObjectMapper mapper;

    StructuredOutput(ArtifactStore artifacts, JobRequests requests, ObjectMapper mapper) {
        this.artifacts = artifacts;
        this.requests = requests;
        this.mapper = mapper;
    }

    void write(Artifact artifact, JsonGenerator json) throws IOException {
        CitationIds citations = new CitationIds(id -> artifacts.part(artifact.id(), EXTRACTION), false);
        json.writeObjectFieldStart(BatchTarget.STRUCTURED_OUTPUT);
        try (InputStream in = Files.newInputStream(artifacts.part(artifact.id(), "result.json"));
                JsonParser parser = OwnJson.FACTORY.createParser(in)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("values") || name.equals("citations")) {
                    json.writeFieldName(name);
                    copy(parser, json, name.equals("citations") ? citations : null);
                } else {
                    parser.skipChildren();
                }
            }
        }
        json.writeEndObject();
        json.writeFieldName("input_schema");
        json.writeRawValue(requests.of(artifact.tenantId(), artifact.jobId())
                .options(mapper)
                .path("schema")
                .toString());
    }

    private static void copy(JsonParser parser, JsonGenerator json, @Nullable CitationIds citations)
            throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING && citations != null) {
                json.writeString(citations.of(parser.getText(), null));
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                json.writeNumber(parser.getText()); // with all its digits
            } else {
                json.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }
}

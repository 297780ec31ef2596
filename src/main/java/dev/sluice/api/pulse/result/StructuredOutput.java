package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.pulse.answer.OwnJson;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.JobRequests;
import dev.sluice.engine.Extraction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.springframework.stereotype.Component;

/**
 * The deprecated members {@code structured_output} and {@code input_schema}: a schema that was filled from the document in
 * the same job.
 */
@Component
class StructuredOutput {
    private final ArtifactStore artifacts;
    private final JobRequests requests;
    private final ObjectMapper mapper;

    StructuredOutput(ArtifactStore artifacts, JobRequests requests, ObjectMapper mapper) {
        this.artifacts = artifacts;
        this.requests = requests;
        this.mapper = mapper;
    }

    void write(Artifact artifact, JsonGenerator json) throws IOException {
        CitationIds citations = new CitationIds(id -> artifacts.part(artifact.id(), Extraction.RESULT_BESIDE), false);
        json.writeObjectFieldStart(BatchTarget.STRUCTURED_OUTPUT);
        try (InputStream in = Files.newInputStream(artifacts.part(artifact.id(), "result.json"));
                JsonParser parser = OwnJson.FACTORY.createParser(in)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("values") || name.equals("citations")) {
                    json.writeFieldName(name);
                    ResultParts.copy(parser, json, name.equals("citations") ? citations : null, null);
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
}

package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.pulse.result.CitationIds;
import dev.sluice.api.pulse.result.ResultShape;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Operation;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Component;

/** The tables of an extraction; one at a time is held in memory. */
@Component
class TablesResult implements ResultShape {
    private final Origins origins;
    private final ArtifactStore artifacts;

    TablesResult(Origins origins, ArtifactStore artifacts) {
        this.origins = origins;
        this.artifacts = artifacts;
    }

    @Override
    public Operation operation() {
        return Operation.TABLES;
    }

    @Override
    public void write(Artifact artifact, BatchTarget target, String origin, JsonGenerator json, OutputStream out)
            throws IOException {
        Origins.Origin made = origins.of(artifact);
        CitationIds citations = origins.citations(artifact, target.merged());
        json.writeStartObject();
        json.writeStringField("tables_id", artifact.jobId().toString());
        json.writeObjectFieldStart("tables_output");
        json.writeArrayFieldStart("tables");
        try (ResultCopy result = ResultCopy.of(artifacts, artifact, json, target.warnings())) {
            result.members(name -> {
                if (name.equals("tables") && result.isArray()) {
                    result.items(none -> table(result.value(), made, citations, json));
                }
            });
            json.writeEndArray();
            json.writeEndObject();
            result.end(made.pages());
        }
        json.writeEndObject();
    }

    private static void table(JsonNode table, Origins.Origin made, CitationIds citations, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeFieldName("table_content");
        if (table.has("html")) {
            json.writeString(table.get("html").asText());
        } else {
            json.writeStartObject();
            json.writeFieldName("headers");
            json.writeTree(table.path("headers"));
            json.writeFieldName("rows");
            json.writeTree(table.path("rows"));
            json.writeEndObject();
        }
        json.writeArrayFieldStart("citations");
        for (JsonNode citation : table.path("citations")) {
            json.writeString(citations.of(citation.asText(), made.only()));
        }
        json.writeEndArray();
        json.writeBooleanField("from_chart", table.path("fromChart").asBoolean());
        json.writeEndObject();
    }
}

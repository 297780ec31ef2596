package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.api.jobs.SkippedJson;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.pulse.result.CitationIds;
import dev.sluice.api.pulse.result.ResultShape;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A filled schema: of one extraction, of several merged, or of the topics of a split. */
@Component
class SchemaResult implements ResultShape {
    private final Origins origins;
    private final ArtifactStore artifacts;
    private final SavedConfigs saved;
    private final LeftOut leftOut;

    SchemaResult(Origins origins, ArtifactStore artifacts, SavedConfigs saved, LeftOut leftOut) {
        this.origins = origins;
        this.artifacts = artifacts;
        this.saved = saved;
        this.leftOut = leftOut;
    }

    @Override
    public Operation operation() {
        return Operation.SCHEMA;
    }

    @Override
    public void write(Artifact artifact, BatchTarget target, String origin, JsonGenerator json, OutputStream out)
            throws IOException {
        Origins.Origin made = origins.of(artifact);
        CitationIds citations = origins.citations(artifact, target.merged());
        json.writeStartObject();
        json.writeStringField("schema_id", artifact.jobId().toString());
        try (ResultCopy result = ResultCopy.of(artifacts, artifact, json, target.warnings())) {
            if (made.options().has("topics")) {
                topics(result, made, citations, json);
            } else {
                whole(result, artifact, target, made, citations, json);
            }
            result.end(made.pages());
        }
        json.writeEndObject();
    }

    private void whole(
            ResultCopy result,
            Artifact artifact,
            BatchTarget target,
            Origins.Origin made,
            CitationIds citations,
            JsonGenerator json)
            throws IOException {
        json.writeNumberField("version", target.version() == null ? 1 : target.version());
        json.writeFieldName("schema_output");
        filled(result, made, citations, json);
        if (target.merged()) {
            json.writeArrayFieldStart("extraction_ids");
            for (UUID extraction : made.extractions()) {
                json.writeString(extraction.toString());
            }
            json.writeEndArray();
            skipped(artifact, json);
        }
        Optional<String> url = saved.templates().outputUrl(artifact.tenantId(), artifact.jobId());
        if (url.isPresent()) {
            json.writeStringField("excel_output_url", url.get());
        }
    }

    private void skipped(Artifact artifact, JsonGenerator json) throws IOException {
        List<LeftOut.Item> items = new ArrayList<>();
        leftOut.read(artifact.tenantId(), artifact.jobId(), items::add);
        if (!items.isEmpty()) {
            json.writeArrayFieldStart("skipped");
            for (LeftOut.Item item : items) {
                SkippedJson.write(item, json);
            }
            json.writeEndArray();
        }
    }

    private static void topics(ResultCopy result, Origins.Origin made, CitationIds citations, JsonGenerator json)
            throws IOException {
        if (made.splitId() != null) {
            json.writeStringField("split_id", made.splitId().toString());
        }
        Set<String> written = new HashSet<>();
        result.members(name -> {
            if (name.equals("results")) {
                json.writeObjectFieldStart("results");
                result.members(topic -> {
                    json.writeFieldName(topic);
                    filled(result, made, citations, json);
                    written.add(topic);
                });
                unfilled(made, written, json);
                json.writeEndObject();
            } else if (name.equals("errors")) {
                JsonNode errors = result.value();
                if (!errors.isEmpty()) {
                    json.writeObjectFieldStart("errors");
                    for (Map.Entry<String, JsonNode> error : errors.properties()) {
                        json.writeStringField(error.getKey(), error.getValue().asText());
                    }
                    json.writeEndObject();
                }
            }
        });
        json.writeObjectFieldStart("input_schemas");
        for (Map.Entry<String, JsonNode> topic : made.options().path("topics").properties()) {
            json.writeFieldName(topic.getKey());
            json.writeTree(topic.getValue().path("schema"));
        }
        json.writeEndObject();
    }

    /** Clients read the results by the names of the topics: one without pages is there too, besides its error. */
    private static void unfilled(Origins.Origin made, Set<String> written, JsonGenerator json) throws IOException {
        for (Map.Entry<String, JsonNode> topic : made.options().path("topics").properties()) {
            if (!written.contains(topic.getKey())) {
                json.writeFieldName(topic.getKey());
                UnfilledSchema.write(topic.getValue().path("schema"), json);
            }
        }
    }

    /** Copies values and citations; the confidence stays with us. */
    private static void filled(ResultCopy result, Origins.Origin made, CitationIds citations, JsonGenerator json)
            throws IOException {
        Set<String> written = new HashSet<>();
        json.writeStartObject();
        result.members(name -> {
            if (name.equals("values") || name.equals("citations")) {
                json.writeFieldName(name);
                result.copy(name.equals("values") ? null : citations, made.only());
                written.add(name);
            }
        });
        for (String name : List.of("values", "citations")) {
            if (!written.contains(name)) {
                json.writeObjectFieldStart(name);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }
}

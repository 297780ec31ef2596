package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.pulse.result.ResultShape;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Operation;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Component;

/** Which pages of a document belong to which topic; pages of none stand in a list of their own. */
@Component
class SplitResult implements ResultShape {
    private final Origins origins;
    private final ArtifactStore artifacts;

    SplitResult(Origins origins, ArtifactStore artifacts) {
        this.origins = origins;
        this.artifacts = artifacts;
    }

    @Override
    public Operation operation() {
        return Operation.SPLIT;
    }

    @Override
    public void write(Artifact artifact, BatchTarget target, String origin, JsonGenerator json, OutputStream out)
            throws IOException {
        Origins.Origin made = origins.of(artifact);
        json.writeStartObject();
        json.writeStringField("split_id", artifact.jobId().toString());
        json.writeObjectFieldStart("split_output");
        try (ResultCopy result = ResultCopy.of(artifacts, artifact, json, target.warnings())) {
            result.members(name -> {
                if (name.equals("splits") || name.equals("other")) {
                    json.writeFieldName(name);
                    result.copy();
                }
            });
            json.writeEndObject();
            result.end(made.pages());
        }
        json.writeEndObject();
    }
}

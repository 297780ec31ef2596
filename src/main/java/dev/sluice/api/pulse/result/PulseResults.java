package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The result of a job in this dialect's words, as its synchronous call would answer it. */
@Component
class PulseResults {
    private final Map<Operation, ResultShape> shapes = new EnumMap<>(Operation.class);
    private final ArtifactStore artifacts;

    PulseResults(List<ResultShape> shapes, ArtifactStore artifacts) {
        shapes.forEach(shape -> this.shapes.put(shape.operation(), shape));
        this.artifacts = artifacts;
    }

    /**
     * Writes it as one object.
     *
     * @param origin what links begin with
     * @param out where {@code json} writes to
     */
    void write(
            Artifact artifact,
            Operation operation,
            BatchTarget target,
            String origin,
            JsonGenerator json,
            OutputStream out)
            throws IOException {
        ResultShape shape = shapes.get(target.showsSchema() ? Operation.EXTRACT : operation);
        if (shape != null) {
            shape.write(artifact, target, origin, json, out);
        } else {
            json.writeRawValue(""); // the generator believes that the value is written
            json.flush();
            Files.copy(artifacts.part(artifact.id(), "result.json"), out);
        }
    }
}

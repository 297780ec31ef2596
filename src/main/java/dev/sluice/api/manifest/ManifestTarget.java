package dev.sluice.api.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.OutputTarget;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest needs of that which a dialect keeps with a batch.
 *
 * @param output where the results are written besides, and the manifest with them
 * @param stored whether results have an id for the client
 */
record ManifestTarget(OutputTarget output, boolean stored) {
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Kept(
            @Nullable OutputTarget output, @Nullable Boolean stored) {}

    /** Reads {@code batch.output}; empty if it names no place. */
    static Optional<ManifestTarget> read(ObjectMapper mapper, String json) throws IOException {
        Kept kept = mapper.readValue(json, Kept.class);
        return Optional.ofNullable(kept.output())
                .map(output -> new ManifestTarget(output, !Boolean.FALSE.equals(kept.stored())));
    }
}

package dev.sluice.api.pulse.extract;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code sluice.pulse.engine-of-model.*}.
 *
 * @param engineOfModel the engine that extracts for a model; none or an empty name: the one in use
 */
@ConfigurationProperties("sluice.pulse")
public record ModelSettings(@Nullable Map<String, String> engineOfModel) {
    /** The engine's name, or null for the one in use. */
    public @Nullable String engine(String model) {
        String engine = engineOfModel == null ? null : engineOfModel.get(model);
        return engine == null || engine.isBlank() ? null : engine;
    }
}

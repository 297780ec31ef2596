package dev.sluice.api.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as clients see it.
 *
 * @param warnings what of the body has no effect; empty unless it was just written
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ConfigurationView(
        String id,
        String kind,
        String name,
        int version,
        int latestVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectNode body,
        String createdAt,
        String updatedAt,
        @Nullable String archivedAt,
        List<String> warnings) {
    static ConfigurationView of(Configuration configuration, List<String> warnings) {
        return new ConfigurationView(
                configuration.id().toString(),
                ConfigurationTable.word(configuration.kind()),
                configuration.name(),
                configuration.version(),
                configuration.latest(),
                configuration.body(),
                time(configuration.createdAt()),
                time(configuration.updatedAt()),
                configuration.archivedAt() == null ? null : time(configuration.archivedAt()),
                warnings);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

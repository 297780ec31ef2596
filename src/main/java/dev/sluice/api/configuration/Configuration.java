package dev.sluice.api.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.request.SavedConfigurations.Kind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a configuration.
 *
 * @param version of this body, from 1
 * @param latest the highest version that there is
 * @param body in the names of the wire; null in a list
 * @param createdAt of the first version
 * @param updatedAt when this version came
 * @param archivedAt since when nothing new can be made with it
 */
record Configuration(
        UUID id,
        Kind kind,
        String name,
        int version,
        int latest,
        @Nullable ObjectNode body,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt) {}

package dev.sluice.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is.
 *
 * @param endpoint for people: where it is, without path and query
 * @param configured whether it still stands in the configuration; nothing is sent to one that does not
 * @param failingSince the first failure after the last success
 * @param exhausted deliveries given up since the last success
 */
public record EndpointStatus(
        UUID id,
        String endpoint,
        boolean configured,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant failingSince,
        int exhausted,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason) {}

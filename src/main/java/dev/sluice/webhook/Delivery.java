package dev.sluice.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param eventId the {@code webhook-id} of every attempt
 * @param type in the words of the endpoint's dialect
 * @param endpoint for people: where it goes, without path and query
 * @param state {@code pending}, {@code sending}, {@code delivered}, {@code failed} or {@code superseded}
 * @param attempts begun so far
 * @param nextAttemptAt only while pending
 * @param endedAt only once delivered, failed or superseded
 */
public record Delivery(
        UUID id,
        UUID eventId,
        String type,
        @Nullable UUID batchId,
        UUID endpointId,
        String endpoint,
        String state,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant endedAt) {}

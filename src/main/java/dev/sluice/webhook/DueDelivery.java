package dev.sluice.webhook;

import java.util.UUID;

/**
 * A delivery that this node has claimed for one attempt.
 *
 * @param attempt its number, from 1: the fence against a twin
 * @param failures attempts that have failed so far
 * @param type in the words of the endpoint's dialect
 * @param body to be sent as it is
 * @param claimedAt reading of the monotonic clock, ns
 */
public record DueDelivery(
        UUID id,
        String tenantId,
        UUID endpointId,
        UUID eventId,
        String type,
        int attempt,
        int failures,
        String body,
        long claimedAt) {}

package dev.sluice.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One POST.
 *
 * @param attempt its number, from 1
 * @param outcome {@code sending}, {@code delivered}, {@code failed}, or {@code lost} if the hub ended before the answer
 * @param status null if there was no complete answer
 * @param error why it was no success: one sentence
 * @param response the beginning of the answer's body, at most 4,096 bytes of UTF-8
 */
public record DeliveryAttempt(
        int attempt,
        String outcome,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer status,
        @Nullable Long latencyMs,
        @Nullable String error,
        @Nullable String response) {}

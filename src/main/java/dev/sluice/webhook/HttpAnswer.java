package dev.sluice.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What came back from one POST.
 *
 * @param status null if there was no complete answer
 * @param retryAfter the header, as sent
 * @param excerpt the beginning of the body, at most 4,096 bytes of UTF-8
 * @param problem why there is no complete answer: one sentence
 * @param latencyMs from the beginning of the attempt to its end, connecting included
 */
record HttpAnswer(
        @Nullable Integer status,
        @Nullable String retryAfter,
        String excerpt,
        @Nullable String problem,
        long latencyMs) {

    boolean success() {
        return status != null && status >= 200 && status < 300;
    }

    /** The endpoint is gone for good and does not want to be asked again. */
    boolean gone() {
        return status != null && status == 410;
    }

    /** The endpoint, or what stands before it, is overloaded or away: calling it more often would not help. */
    boolean overloaded() {
        return status == null || status == 429 || (status >= 502 && status <= 504);
    }
}

package dev.sluice.api.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.webhook.Delivery;
import dev.sluice.webhook.DeliveryAttempt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to an endpoint, as clients see it.
 *
 * @param type in the endpoint's words
 * @param attemptCount begun so far
 * @param attempts each of them, if one delivery was asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DeliveryView(
        String id,
        String eventId,
        String type,
        String state,
        @Nullable String jobRunId,
        @JsonInclude(JsonInclude.Include.ALWAYS) int attemptCount,
        String createdAt,
        @Nullable String nextAttemptAt,
        @Nullable String endedAt,
        List<Attempt> attempts) {
    /** One POST; {@code status} is that of the answer, {@code response} its beginning. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            int attempt,
            String outcome,
            @Nullable String startedAt,
            @Nullable String endedAt,
            @Nullable Integer status,
            @Nullable Long latencyMs,
            @Nullable String error,
            @Nullable String response) {
        static Attempt of(DeliveryAttempt attempt) {
            return new Attempt(
                    attempt.attempt(),
                    attempt.outcome().toUpperCase(Locale.ROOT),
                    EndpointView.time(attempt.startedAt()),
                    EndpointView.time(attempt.endedAt()),
                    attempt.status(),
                    attempt.latencyMs(),
                    attempt.error(),
                    attempt.response());
        }
    }

    static DeliveryView of(Delivery delivery, List<DeliveryAttempt> attempts) {
        return new DeliveryView(
                delivery.id().toString(),
                delivery.eventId().toString(),
                delivery.type(),
                delivery.state().toUpperCase(Locale.ROOT),
                delivery.batchId() == null ? null : delivery.batchId().toString(),
                delivery.attempts(),
                String.valueOf(EndpointView.time(delivery.createdAt())),
                EndpointView.time(delivery.nextAttemptAt()),
                EndpointView.time(delivery.endedAt()),
                attempts.stream().map(Attempt::of).toList());
    }
}

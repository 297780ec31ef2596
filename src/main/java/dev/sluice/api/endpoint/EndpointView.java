package dev.sluice.api.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.webhook.EndpointStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as clients see it.
 *
 * @param endpoint where it is, without path and query, which may hold a token
 * @param status {@code ENABLED}, {@code FAILING} (enabled, but the last attempt failed), {@code DISABLED}, or {@code
 *     REMOVED} if it no longer stands in the configuration
 * @param givenUp deliveries given up since the last success
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EndpointView(
        String id,
        String endpoint,
        String status,
        @Nullable String lastSuccessAt,
        @Nullable String failingSince,
        int givenUp,
        @Nullable String disabledAt,
        @Nullable String disabledReason) {
    static EndpointView of(EndpointStatus status) {
        return new EndpointView(
                status.id().toString(),
                status.endpoint(),
                word(status),
                time(status.lastSuccessAt()),
                time(status.failingSince()),
                status.exhausted(),
                time(status.disabledAt()),
                status.disabledReason());
    }

    private static String word(EndpointStatus status) {
        if (!status.configured()) {
            return "REMOVED";
        }
        if (status.disabledAt() != null) {
            return "DISABLED";
        }
        return status.failingSince() != null ? "FAILING" : "ENABLED";
    }

    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

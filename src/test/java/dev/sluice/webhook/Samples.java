package dev.sluice.webhook;

import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings as operators write them. */
final class Samples {
    /** Lets nothing through but what is configured. */
    static final EgressClient EGRESS = EgressClient.of(
            new EgressSettings(
                    List.of(),
                    List.of("80", "443"),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(15),
                    Duration.ofHours(1),
                    new EgressSettings.PerHost(4, 20)),
            address -> false);

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OTHER_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrsc";

    private Samples() {}

    static WebhookSettings.EndpointSettings endpoint(String url, String... events) {
        return new WebhookSettings.EndpointSettings(url, List.of(SECRET), List.of(events), "native", Map.of());
    }

    static WebhookSettings.EndpointSettings withSecret(String url, String... secrets) {
        return new WebhookSettings.EndpointSettings(url, List.of(secrets), List.of(), "native", Map.of());
    }

    static WebhookSettings.EndpointSettings withHeaders(String url, Map<String, String> headers) {
        return new WebhookSettings.EndpointSettings(url, List.of(SECRET), List.of(), "native", headers);
    }

    /** The schedule of the default configuration, without chance, and a timeout for tests. */
    static WebhookSettings settings(WebhookSettings.EndpointSettings... endpoints) {
        return new WebhookSettings(
                List.of(endpoints),
                List.of(
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24)),
                0,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                8,
                2,
                Duration.ofDays(5),
                Duration.ofHours(24),
                Duration.ofMillis(20));
    }

    static WebhookSettings impatient(Duration timeout, WebhookSettings.EndpointSettings... endpoints) {
        WebhookSettings usual = settings(endpoints);
        return new WebhookSettings(
                usual.endpoints(),
                usual.retrySchedule(),
                usual.jitter(),
                usual.connectTimeout(),
                timeout,
                usual.concurrency(),
                usual.progressAttempts(),
                usual.disableAfter(),
                usual.maxRetryAfter(),
                usual.poll());
    }
}

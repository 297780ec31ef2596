package dev.sluice.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.webhook.*}. The default schedule is the one of Standard Webhooks: ten attempts over about 75 hours.
 *
 * @param endpoints whom to tell
 * @param retrySchedule wait before the first, second, ... attempt
 * @param jitter each wait is longer or shorter by up to this share, 0 to 1
 * @param connectTimeout for the connection
 * @param timeout for the whole attempt: connecting, sending, and reading the answer to its end
 * @param concurrency attempts in progress per endpoint on one node
 * @param progressAttempts attempts for a {@code job_run.progress} event, which a later one replaces
 * @param disableAfter an endpoint that has only failed for so long is disabled
 * @param maxRetryAfter the longest {@code Retry-After} that is honoured
 * @param poll how long the dispatcher waits at most without being woken
 */
@ConfigurationProperties("sluice.webhook")
record WebhookSettings(
        @DefaultValue List<EndpointSettings> endpoints,

        @DefaultValue({"0s", "5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retrySchedule,

        @DefaultValue("0.2") double jitter,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("8") int concurrency,
        @DefaultValue("2") int progressAttempts,
        @DefaultValue("5d") Duration disableAfter,
        @DefaultValue("24h") Duration maxRetryAfter,
        @DefaultValue("1s") Duration poll) {

    /**
     * {@code sluice.webhook.endpoints[n].*}, as written; {@link EndpointParser} judges it.
     *
     * @param secret one or more, separated by spaces or as a list
     */
    record EndpointSettings(
            @Nullable String url,
            @DefaultValue List<String> secret,
            @DefaultValue List<String> events,
            @DefaultValue("native") String dialect,
            @DefaultValue Map<String, String> headers) {
        /** Names no secret, and no header's value, which may be one. */
        @Override
        public String toString() {
            Set<String> names = headers.keySet();
            return "EndpointSettings[events=%s, dialect=%s, headers=%s]".formatted(events, dialect, names);
        }
    }

    /**
     * Checks the values that stand for themselves.
     *
     * @throws WebhookSettingsException with a sentence that names the key
     */
    void requireSound() {
        require(
                !retrySchedule.isEmpty() && retrySchedule.stream().noneMatch(Duration::isNegative),
                "retry-schedule must list at least one wait, such as 0s, 5s, 5m, and none below zero");
        require(jitter >= 0 && jitter <= 1, "jitter must be between 0 and 1, such as 0.2");
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("timeout", timeout);
        requirePositive("disable-after", disableAfter);
        requirePositive("poll", poll);
        require(!maxRetryAfter.isNegative(), "max-retry-after must not be below zero");
        require(concurrency >= 1 && concurrency <= 256, "concurrency must be between 1 and 256");
        require(progressAttempts >= 1, "progress-attempts must be 1 or more");
    }

    private static void requirePositive(String key, Duration value) {
        require(!value.isNegative() && !value.isZero(), key + " must be longer than zero");
    }

    private static void require(boolean sound, String sentence) {
        if (!sound) {
            throw new WebhookSettingsException("sluice.webhook." + sentence + ".");
        }
    }
}

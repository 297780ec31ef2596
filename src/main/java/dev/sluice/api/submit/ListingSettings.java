package dev.sluice.api.submit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.listing.*}: how long an API call lists a prefix before it answers.
 *
 * @param keys objects that are listed before the answer; the rest is listed in the background
 * @param time the longest time for them
 * @param retries failures in a row after which the batch cannot run
 */
@ConfigurationProperties("sluice.listing")
record ListingSettings(
        @DefaultValue("10000") int keys,
        @DefaultValue("10s") Duration time,
        @DefaultValue("10") int retries) {}

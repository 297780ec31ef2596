package dev.sluice.batch;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.job.*}.
 *
 * @param retrySchedule how long to wait after the first, second, … transient failure; its length + 1 is the number of
 *     attempts
 * @param maxLosses how often the node working on a job may be lost before the job fails
 */
@ConfigurationProperties("sluice.job")
public record JobSettings(
        @DefaultValue({"5s", "30s", "2m", "10m", "1h"}) List<Duration> retrySchedule,
        @DefaultValue("20") int maxLosses) {}

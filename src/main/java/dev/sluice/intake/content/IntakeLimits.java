package dev.sluice.intake.content;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Those of {@code sluice.limits.*} that decide about acceptance.
 *
 * @param fileSize the largest document
 * @param freeSpace with less than that free where documents are kept, nothing is accepted
 */
@ConfigurationProperties("sluice.limits")
public record IntakeLimits(
        @DefaultValue("50MB") DataSize fileSize,
        @DefaultValue("500MB") DataSize freeSpace) {}

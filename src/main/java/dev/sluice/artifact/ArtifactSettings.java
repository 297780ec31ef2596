package dev.sluice.artifact;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.artifact.*}.
 *
 * @param directory where documents and results are kept
 * @param grace how old something that nobody refers to must be before it is removed
 */
@ConfigurationProperties("sluice.artifact")
public record ArtifactSettings(
        Path directory, @DefaultValue("1h") Duration grace) {}

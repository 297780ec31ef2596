package dev.sluice.intake.folder;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Those of {@code sluice.limits.*} that hold for manifests.
 *
 * @param manifestSize the largest manifest
 * @param manifestDocuments most documents that a manifest lists
 */
@ConfigurationProperties("sluice.limits")
record ManifestLimits(
        @DefaultValue("8MB") DataSize manifestSize,
        @DefaultValue("100000") int manifestDocuments) {}

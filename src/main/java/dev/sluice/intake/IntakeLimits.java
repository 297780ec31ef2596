package dev.sluice.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Those of {@code sluice.limits.*} that decide about acceptance.
 *
 * @param fileSize the largest document
 * @param freeSpace with less than that free where documents are kept, nothing is accepted
 * @param manifestSize the largest manifest
 * @param manifestDocuments most documents that a manifest lists
 * @param archiveDepth how deep archives in archives are opened
 * @param archiveEntries most documents in an archive, those of archives in it counted
 * @param archiveSize most bytes of them all, unpacked
 */
@ConfigurationProperties("sluice.limits")
public record IntakeLimits(
        @DefaultValue("50MB") DataSize fileSize,
        @DefaultValue("500MB") DataSize freeSpace,
        @DefaultValue("8MB") DataSize manifestSize,
        @DefaultValue("100000") int manifestDocuments,
        @DefaultValue("3") int archiveDepth,
        @DefaultValue("1000") int archiveEntries,
        @DefaultValue("1GB") DataSize archiveSize) {}

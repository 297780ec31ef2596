package dev.sluice.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How far archives are opened.
 *
 * @param fileSize bytes of one document in it
 * @param archiveDepth how deep archives in archives are opened
 * @param archiveEntries most documents in one
 * @param archiveSize most bytes of them all
 * @param archiveRatio unpacked to packed, beyond which a large one counts as a bomb
 * @param inlineImage images in the text of a mail up to that size are no documents
 */
@ConfigurationProperties("sluice.limits")
record ArchiveLimits(
        @DefaultValue("50MB") DataSize fileSize,
        @DefaultValue("3") int archiveDepth,
        @DefaultValue("1000") int archiveEntries,
        @DefaultValue("1GB") DataSize archiveSize,
        @DefaultValue("200") int archiveRatio,
        @DefaultValue("10KB") DataSize inlineImage) {}

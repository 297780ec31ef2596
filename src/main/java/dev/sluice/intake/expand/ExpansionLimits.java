package dev.sluice.intake.expand;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Those of {@code sluice.limits.*} that hold for what lies in archives.
 *
 * @param archiveEntries most documents in an archive, those of archives in it counted
 * @param archiveSize most bytes of them all, unpacked
 */
@ConfigurationProperties("sluice.limits")
record ExpansionLimits(
        @DefaultValue("1000") int archiveEntries,
        @DefaultValue("1GB") DataSize archiveSize) {}

package dev.sluice.intake.folder;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.intake.*}.
 *
 * @param quietTime how long a file's size and time must not have changed; a source may set its own
 * @param minimumAge how long ago a file must have been written; a source may set its own
 * @param handOut how long one poll hands out files before the folder is listed anew
 * @param groupSize how many files are accepted in one transaction
 * @param copiers how many files are copied into the content store at a time
 * @param retryDelay how long a file that could not be read, or an original that could not be moved, is left alone
 * @param sweepInterval how often the records of documents whose original waits are looked at
 */
@ConfigurationProperties("sluice.intake")
record IntakeSettings(
        @DefaultValue("2s") Duration quietTime,
        @DefaultValue("1s") Duration minimumAge,
        @DefaultValue("10s") Duration handOut,
        @DefaultValue("64") int groupSize,
        @DefaultValue("4") int copiers,
        @DefaultValue("10s") Duration retryDelay,
        @DefaultValue("5s") Duration sweepInterval) {}

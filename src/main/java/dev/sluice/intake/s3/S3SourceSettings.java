package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Prefix;
import dev.sluice.intake.source.Glob;
import dev.sluice.intake.source.SourceSettings;
import java.time.Duration;
import java.util.List;

/**
 * How one prefix is watched.
 *
 * @param source what it has in common with other sources
 * @param include an object counts if one of these matches its key below the prefix
 * @param exclude … unless one of these does
 * @param minimumAge how long ago it must have been written
 */
record S3SourceSettings(
        SourceSettings source,
        S3Prefix prefix,
        List<Glob> include,
        List<Glob> exclude,
        Duration minimumAge,
        Aftercare onCompleted,
        Aftercare onFailed) {

    String sourceId() {
        return source.sourceId();
    }

    /** Whether the operator wants objects of that key, which begins with the prefix. */
    boolean wants(String key) {
        String path = path(key);
        return include.stream().anyMatch(glob -> glob.matches(path))
                && exclude.stream().noneMatch(glob -> glob.matches(path));
    }

    /** The key below the prefix. */
    String path(String key) {
        return key.substring(prefix.address().key().length());
    }

    /** Whether anything is done with any object afterwards. */
    boolean cares() {
        return !onCompleted.isLeave() || !onFailed.isLeave();
    }
}

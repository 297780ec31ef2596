package dev.sluice.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How one folder is watched.
 *
 * @param source what it has in common with other sources
 * @param directory absolute and normalised; need not exist
 * @param include a file counts if one of these matches its key
 * @param exclude … unless one of these does
 */
record FolderSettings(
        SourceSettings source,
        Path directory,
        List<Glob> include,
        List<Glob> exclude,
        boolean recursive,
        Duration quietTime,
        Duration minimumAge) {

    String tenantId() {
        return source.tenantId();
    }

    String sourceId() {
        return source.sourceId();
    }

    Path output() {
        return source.output();
    }

    /** Whether the operator wants files of that key. */
    boolean wants(String key) {
        return include.stream().anyMatch(glob -> glob.matches(key))
                && exclude.stream().noneMatch(glob -> glob.matches(key));
    }
}

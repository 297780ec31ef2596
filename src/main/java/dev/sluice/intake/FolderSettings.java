package dev.sluice.intake;

import dev.sluice.batch.NewBatch;
import dev.sluice.batch.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one folder is watched.
 *
 * @param directory absolute and normalised; need not exist
 * @param options for the operation, as JSON; null for none
 * @param include a file counts if one of these matches its key
 * @param exclude … unless one of these does
 * @param output absolute and normalised
 */
record FolderSettings(
        String tenantId,
        String sourceId,
        Path directory,
        Operation operation,
        String engine,
        @Nullable String options,
        int workers,
        int weight,
        List<Glob> include,
        List<Glob> exclude,
        boolean recursive,
        Duration pollInterval,
        Duration quietTime,
        Duration minimumAge,
        Duration batchQuietTime,
        int batchMaxSize,
        Path output) {

    /** Whether the operator wants files of that key. */
    boolean wants(String key) {
        return include.stream().anyMatch(glob -> glob.matches(key))
                && exclude.stream().noneMatch(glob -> glob.matches(key));
    }

    /** The batch that its documents form. */
    NewBatch batch() {
        return new NewBatch(
                tenantId, sourceId, operation, engine, options, null, workers, weight, batchMaxSize, batchQuietTime);
    }
}

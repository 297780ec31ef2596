package dev.sluice.intake.folder;

import dev.sluice.batch.NewBatch;
import dev.sluice.intake.source.Glob;
import dev.sluice.intake.source.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one folder is watched.
 *
 * @param source what it has in common with other sources
 * @param directory absolute and normalised; need not exist
 * @param include a file counts if one of these matches its key
 * @param exclude … unless one of these does
 * @param doneMarker what says that a file is complete, or null: its size and time
 * @param manifest the files that list documents: then nothing else is taken; empty: there are none
 * @param manifestTimeout how long a manifest waits for its documents
 * @param batchSchedule when batches are sealed, or null: by quiet time
 * @param limitsBatches whether {@code batchMaxSize} was asked for, or is what holds without a schedule
 * @param expand kinds of containers whose parts become documents, separated by commas; null for none
 */
record FolderSettings(
        SourceSettings source,
        Path directory,
        List<Glob> include,
        List<Glob> exclude,
        boolean recursive,
        Duration quietTime,
        Duration minimumAge,
        @Nullable DoneMarker doneMarker,
        List<Glob> manifest,
        Duration manifestTimeout,
        @Nullable BatchSchedule batchSchedule,
        boolean limitsBatches,
        @Nullable String expand) {

    String tenantId() {
        return source.tenantId();
    }

    String sourceId() {
        return source.sourceId();
    }

    Path output() {
        return source.output();
    }

    /** Whether the operator wants files of that key as documents. */
    boolean wants(String key) {
        return !isMarker(key)
                && include.stream().anyMatch(glob -> glob.matches(key))
                && exclude.stream().noneMatch(glob -> glob.matches(key));
    }

    /** Whether it has to be looked at: a document, or what belongs to one. */
    boolean lists(String key) {
        return isMarker(key) || isManifest(key) || wants(key);
    }

    boolean isMarker(String key) {
        return doneMarker != null && doneMarker.isMarker(key);
    }

    boolean isManifest(String key) {
        return manifest.stream().anyMatch(glob -> glob.matches(key));
    }

    /** Whether documents are taken only when a manifest lists them. */
    boolean hasManifests() {
        return !manifest.isEmpty();
    }

    /** The batch that documents form which arrive now. */
    NewBatch batch(Instant now) {
        return source.batch(
                null,
                limitsBatches ? source.batchMaxSize() : null,
                batchSchedule == null ? source.batchQuietTime() : null,
                batchSchedule == null ? null : batchSchedule.next(now));
    }

    /** The batch that a manifest forms: open to nobody else, sealed when its documents are in it. */
    NewBatch manifestBatch(String externalRef) {
        return source.batch(externalRef, null, null, null);
    }
}

package dev.sluice.intake.folder;

import dev.sluice.intake.source.SourceReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * Hands out the finished files of one listing in handfuls. Ends early when the source is stopped, paused or another
 * node's, when it cannot be accepted from, or when the listing has become old.
 */
final class HandOut implements Iterator<List<StableFile>> {
    private final FolderSource source;
    private final List<ListedFile> files;
    private final int groupSize;
    private final Clock clock;
    private final Instant until;
    private final BooleanSupplier over;
    private int next;

    HandOut(
            FolderSource source,
            List<ListedFile> files,
            int groupSize,
            Clock clock,
            Instant until,
            BooleanSupplier over) {
        this.over = over;
        this.source = source;
        this.files = files;
        this.groupSize = groupSize;
        this.clock = clock;
        this.until = until;
    }

    @Override
    public boolean hasNext() {
        if (next >= files.size() || source.isStopped() || over.getAsBoolean()) {
            return false;
        }
        // The first handful is always tried: it finds out whether acceptance works again.
        return next == 0 || (clock.instant().isBefore(until) && !source.report.has(SourceReport.Trouble.ACCEPTANCE));
    }

    @Override
    public List<StableFile> next() {
        if (next >= files.size()) {
            throw new NoSuchElementException();
        }
        int from = next;
        next = Math.min(files.size(), from + groupSize);
        return files.subList(from, next).stream()
                .map(file -> new StableFile(
                        source.settings.sourceId(),
                        file.key(),
                        file.path(),
                        file.size(),
                        file.modifiedAt(),
                        file.fileKey(),
                        source.markers == null ? null : source.markers.of(file)))
                .toList();
    }
}

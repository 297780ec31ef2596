package dev.sluice.intake.folder;

import dev.sluice.intake.source.SourceReport;
import dev.sluice.intake.source.SourceReport.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One watched folder in this life of the program: what was seen in it, and how it is doing. */
final class FolderSource {
    final FolderSettings settings;
    final SourceReport report;
    final StabilityMemo memo;
    /** Held while it is listed: polls never overlap. */
    final ReentrantLock polling = new ReentrantLock();

    /** Present if documents wait for a marker. */
    final @Nullable FolderMarkers markers;
    /** Manifests that wait for their documents, by key. */
    final Map<String, ManifestWatch> manifests = new ConcurrentHashMap<>();

    private final Map<String, Instant> unnamed = new HashMap<>();
    private final Map<UUID, String> stuck = new LinkedHashMap<>();
    private volatile boolean stopped;
    private volatile boolean ledgerRead;

    FolderSource(FolderSettings settings) {
        this.settings = settings;
        this.report = new SourceReport(
                settings.sourceId(),
                FolderSources.TEMPLATE,
                settings.directory().toString());
        this.memo = new StabilityMemo(settings.quietTime(), settings.minimumAge());
        this.markers = settings.doneMarker() == null ? null : new FolderMarkers(settings.doneMarker());
    }

    /** Whether nobody can be writing a file any more, whatever its size and time did. */
    boolean isComplete(ListedFile file) {
        return markers != null && markers.isComplete(file);
    }

    /** Whether something is missing without which it is not taken: its marker, or a manifest whose documents are all there. */
    boolean waits(ListedFile file) {
        if (settings.hasManifests()) {
            return manifests.values().stream().noneMatch(manifest -> manifest.isReadyWith(file.key()));
        }
        return markers != null && markers.of(file) == null;
    }

    /** Files that have lain there for long and that no manifest names: they would wait for ever, and nobody would know. */
    Optional<String> unnamed(List<ListedFile> listed, Set<String> named, Instant now) {
        Map<String, Instant> before = Map.copyOf(unnamed);
        unnamed.clear();
        int old = 0;
        String example = "";
        for (ListedFile file : listed) {
            if (settings.isManifest(file.key()) || named.contains(ManifestWatch.normal(file.key()))) {
                continue;
            }
            Instant since = before.getOrDefault(file.key(), now);
            unnamed.put(file.key(), since);
            if (Duration.between(since, now).compareTo(settings.manifestTimeout()) > 0
                    && !memo.isAccepted(file.key())) {
                old++;
                example = file.key();
            }
        }
        return old == 0
                ? Optional.empty()
                : Optional.of("%s (%s named by no manifest)"
                        .formatted(example, old == 1 ? "it is" : "it and %d others are".formatted(old - 1)));
    }

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }

    /** Whether the memo has learned from the intake records what was accepted in an earlier life. */
    boolean isLedgerRead() {
        return ledgerRead;
    }

    void ledgerRead() {
        ledgerRead = true;
    }

    /** Another node watches the folder now. */
    void ledgerForgotten() {
        ledgerRead = false;
    }

    /** The original of a document cannot be moved for now. */
    synchronized void notMoved(UUID document, String why, Instant now) {
        stuck.put(document, why);
        reportStuck(now);
    }

    /** It has been moved. */
    synchronized void moved(UUID document, Instant now) {
        if (stuck.remove(document) != null) {
            reportStuck(now);
        }
    }

    private void reportStuck(Instant now) {
        report.report(
                Trouble.ORIGINALS,
                stuck.isEmpty()
                        ? null
                        : "%d originals cannot be moved, such as %s; they stay and are tried again."
                                .formatted(
                                        stuck.size(), stuck.values().iterator().next()),
                now);
    }
}

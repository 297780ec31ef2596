package dev.sluice.intake;

import dev.sluice.intake.SourceReport.Trouble;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** One watched folder in this life of the program: what was seen in it, and how it is doing. */
final class FolderSource {
    final FolderSettings settings;
    final SourceReport report;
    final StabilityMemo memo;
    /** Held while it is listed: polls never overlap. */
    final ReentrantLock polling = new ReentrantLock();

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

package dev.sluice.intake;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One watched folder in this life of the program: what was seen in it, and how it is doing. */
final class FolderSource {
    private static final Logger log = LoggerFactory.getLogger(FolderSource.class);

    /** What can be wrong with it, the most fundamental first; each is reported when it begins, changes and ends. */
    enum Trouble {
        /** The folder itself is missing, unreadable or not writable. */
        FOLDER,
        /** The disk is nearly full. */
        SPACE,
        /** The last handful could not be written down. */
        ACCEPTANCE,
        /** Some files cannot be read. */
        FILES,
        /** Some originals cannot be moved. */
        ORIGINALS
    }

    private record Report(String sentence, Instant since) {}

    final FolderSettings settings;
    final StabilityMemo memo;
    /** Held while it is listed: polls never overlap. */
    final ReentrantLock polling = new ReentrantLock();

    private final Map<Trouble, Report> troubles = new EnumMap<>(Trouble.class);
    private final Map<UUID, String> stuck = new LinkedHashMap<>();
    private volatile boolean stopped;
    private volatile boolean ledgerRead;
    private volatile @Nullable Instant lastPollAt;
    private volatile @Nullable Instant lastDocumentAt;
    private volatile int backlog;

    FolderSource(FolderSettings settings) {
        this.settings = settings;
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

    void polled(Instant now, int waiting) {
        lastPollAt = now;
        backlog = waiting;
    }

    synchronized void accepted(Instant now, int documents) {
        if (documents > 0) {
            lastDocumentAt = now;
            backlog = Math.max(0, backlog - documents);
        }
    }

    /** Reports a trouble, or with null that there is none (any more). */
    synchronized void report(Trouble trouble, @Nullable String sentence, Instant now) {
        Report before = troubles.get(trouble);
        if (sentence == null) {
            if (before != null) {
                troubles.remove(trouble);
                log.info("Source {}: all is well again, which was: {}", settings.sourceId(), before.sentence());
            }
        } else if (before == null || !before.sentence().equals(sentence)) {
            troubles.put(trouble, new Report(sentence, before == null ? now : before.since()));
            log.warn("Source {}: {}", settings.sourceId(), sentence);
        }
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
        report(
                Trouble.ORIGINALS,
                stuck.isEmpty()
                        ? null
                        : "%d originals cannot be moved, such as %s; they stay and are tried again."
                                .formatted(
                                        stuck.size(), stuck.values().iterator().next()),
                now);
    }

    synchronized boolean has(Trouble trouble) {
        return troubles.containsKey(trouble);
    }

    synchronized SourceStatus status() {
        Report worst = troubles.isEmpty() ? null : troubles.values().iterator().next();
        return new SourceStatus(
                settings.sourceId(),
                settings.directory(),
                lastPollAt,
                lastDocumentAt,
                backlog,
                worst == null ? null : worst.sentence(),
                worst == null ? null : worst.since());
    }
}

package dev.sluice.intake.source;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a source of whatever kind is doing in this life of the program. */
public final class SourceReport {
    private static final Logger log = LoggerFactory.getLogger(SourceReport.class);

    /** What can be wrong with a source, the most fundamental first; each is reported when it begins, changes and ends. */
    public enum Trouble {
        /** The place itself is missing, unreadable, does not answer, or lets nobody in. */
        PLACE,
        /** The disk is nearly full. */
        SPACE,
        /** The last handful could not be written down. */
        ACCEPTANCE,
        /** Some documents cannot be taken. */
        DOCUMENTS,
        /** Some originals cannot be moved, tagged or deleted. */
        ORIGINALS
    }

    private record Note(String sentence, Instant since) {}

    private final String sourceId;
    private final String kind;
    private final String place;
    private final Map<Trouble, Note> troubles = new EnumMap<>(Trouble.class);
    private volatile @Nullable Instant lastPollAt;
    private volatile @Nullable Instant lastDocumentAt;
    private volatile int backlog;

    /**
     * Of a source that nobody has looked at yet.
     *
     * @param kind the template it is made from
     * @param place what is watched, for people: without secrets
     */
    public SourceReport(String sourceId, String kind, String place) {
        this.sourceId = sourceId;
        this.kind = kind;
        this.place = place;
    }

    /**
     * It has been looked at.
     *
     * @param waiting documents that lie there and are not accepted
     */
    public void polled(Instant now, int waiting) {
        lastPollAt = now;
        backlog = waiting;
    }

    /** Documents of it have been accepted. */
    public synchronized void accepted(Instant now, int documents) {
        if (documents > 0) {
            lastDocumentAt = now;
            backlog = Math.max(0, backlog - documents);
        }
    }

    /** Reports a trouble, or with null that there is none (any more). */
    public synchronized void report(Trouble trouble, @Nullable String sentence, Instant now) {
        Note before = troubles.get(trouble);
        if (sentence == null) {
            if (before != null) {
                troubles.remove(trouble);
                log.info("Source {}: all is well again, which was: {}", sourceId, before.sentence());
            }
        } else if (before == null || !before.sentence().equals(sentence)) {
            troubles.put(trouble, new Note(sentence, before == null ? now : before.since()));
            log.warn("Source {}: {}", sourceId, sentence);
        }
    }

    /** Whether something is wrong of that kind. */
    public synchronized boolean has(Trouble trouble) {
        return troubles.containsKey(trouble);
    }

    /** All of it. */
    public synchronized SourceStatus status() {
        Note worst = troubles.isEmpty() ? null : troubles.values().iterator().next();
        return new SourceStatus(
                sourceId,
                kind,
                place,
                lastPollAt,
                lastDocumentAt,
                backlog,
                worst == null ? null : worst.sentence(),
                worst == null ? null : worst.since());
    }
}

package dev.sluice.intake.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source as all nodes together know it. Times are null while nothing of the kind has happened.
 *
 * @param kind the template it is made from
 * @param place what is watched, without secrets
 * @param nextLooks the next times it is looked at, up to three for a schedule, at most one for an interval; empty while it
 *     is paused
 * @param pausedAt null: it is not paused
 * @param owner the node that looks at it; null while none does
 * @param runRequestedAt a run that is not over; null: none
 * @param lastRunAt when the last run that is over had been asked for
 * @param backlog documents that lie there and have not been accepted
 * @param waitingSince since when there has been such a document: how old the oldest can be at most
 * @param error what keeps documents from being accepted, in a sentence; null: nothing
 * @param silentSince the time of the last document, if it is longer ago than the source's {@code silence}; else null
 */
public record WatchedSource(
        SourceSettings settings,
        String kind,
        String place,
        List<Instant> nextLooks,
        @Nullable Instant pausedAt,
        @Nullable UUID owner,
        @Nullable Instant runRequestedAt,
        @Nullable Instant lastRunAt,
        @Nullable Instant lastPollAt,
        @Nullable Instant lastDocumentAt,
        int backlog,
        @Nullable Instant waitingSince,
        @Nullable String error,
        @Nullable Instant errorSince,
        @Nullable Instant silentSince) {

    /** What is to be said of its silence: {@code nothing for 2h}; null while it is not silent. */
    public @Nullable String silenceSentence() {
        Duration silence = settings.silence();
        return silentSince == null || silence == null ? null : "nothing for " + words(silence);
    }

    /** A time as people write it: {@code 2h}, {@code 90s}. */
    public static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        return minutes % 1_440 == 0 ? minutes / 1_440 + "d" : minutes / 60 + "h";
    }
}

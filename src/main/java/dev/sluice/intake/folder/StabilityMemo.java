package dev.sluice.intake.folder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What earlier listings of one folder saw, to judge which files are finished and which have been accepted already. Lives
 * in memory: after a restart files are watched anew, and those accepted are known from the intake records.
 */
final class StabilityMemo {
    private final Duration quietTime;
    private final Duration minimumAge;
    private final Map<String, Seen> seen = new HashMap<>();
    private int listing;

    private static final class Seen {
        long size;
        Instant modifiedAt;

        @Nullable
        Object fileKey;

        Instant unchangedSince;
        /** Not handed out before then; the far future for one that is accepted. */
        Instant notBefore = Instant.MIN;

        /** Why it could not be taken, until it is. */
        @Nullable
        String refusal;

        int listing;

        Seen(long size, Instant modifiedAt, @Nullable Object fileKey, Instant since) {
            this.size = size;
            this.modifiedAt = modifiedAt;
            this.fileKey = fileKey;
            this.unchangedSince = since;
        }
    }

    /**
     * What a listing came to.
     *
     * @param stable finished and not accepted yet, in the order of the listing
     * @param waiting how many are still being watched or left alone for a while
     * @param refusals why files could not be taken
     */
    record Judgement(List<ListedFile> stable, int waiting, List<String> refusals) {}

    StabilityMemo(Duration quietTime, Duration minimumAge) {
        this.quietTime = quietTime;
        this.minimumAge = minimumAge;
    }

    /** Takes in a complete listing made at {@code now}. */
    synchronized Judgement judge(List<ListedFile> files, Instant now) {
        return judge(files, now, file -> false);
    }

    /**
     * Takes in a complete listing made at {@code now}.
     *
     * @param complete those that are known to be finished when they are seen for the first time
     */
    synchronized Judgement judge(List<ListedFile> files, Instant now, Predicate<ListedFile> complete) {
        listing++;
        List<ListedFile> stable = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        int waiting = 0;
        for (ListedFile file : files) {
            Seen known = seen.get(file.key());
            if (known == null || !file.sameAs(known.size, known.modifiedAt, known.fileKey)) {
                known = new Seen(file.size(), file.modifiedAt(), file.fileKey(), now);
                seen.put(file.key(), known);
                if (complete.test(file)) {
                    stable.add(file);
                } else {
                    waiting++;
                }
            } else if (known.notBefore.isAfter(now)) {
                waiting += known.notBefore.equals(Instant.MAX) ? 0 : 1;
            } else if (isFinished(known, now) || complete.test(file)) {
                stable.add(file);
            } else {
                waiting++;
            }
            if (known.refusal != null) {
                refusals.add(known.refusal);
            }
            known.fileKey = file.fileKey();
            known.listing = listing;
        }
        seen.values().removeIf(known -> known.listing != listing);
        return new Judgement(stable, waiting, refusals);
    }

    private boolean isFinished(Seen known, Instant now) {
        Duration watched = Duration.between(known.unchangedSince, now);
        // A file dated in the future would never be old enough; what we saw ourselves counts as well.
        boolean oldEnough = watched.compareTo(minimumAge) >= 0
                || Duration.between(known.modifiedAt, now).compareTo(minimumAge) >= 0;
        return oldEnough && watched.compareTo(quietTime) >= 0;
    }

    /** It is in the ledger: not handed out again unless it changes. */
    synchronized void accepted(String key, long size, Instant modifiedAt, @Nullable Object fileKey) {
        Seen known = new Seen(size, modifiedAt, fileKey, Instant.MIN);
        known.notBefore = Instant.MAX;
        known.listing = listing;
        seen.put(key, known);
    }

    /** Whether it is in the ledger, and has not changed since. */
    synchronized boolean isAccepted(String key) {
        Seen known = seen.get(key);
        return known != null && known.notBefore.equals(Instant.MAX);
    }

    /** It could not be taken; not handed out again before then. */
    synchronized void refused(String key, Instant until, String why) {
        Seen known = seen.get(key);
        if (known != null) {
            known.refusal = why;
            known.notBefore = until;
        }
    }

    /** It changed under our hands, or is no longer what it was: watched from the beginning. */
    synchronized void forget(String key) {
        seen.remove(key);
    }

    /** What earlier listings tell of a file. */
    enum Knowledge {
        /** Never listed. */
        NONE,
        ACCEPTED,
        /** Size and time have not changed for long enough. */
        FINISHED,
        /** They have changed since it was last listed. */
        CHANGING,
        /** Nothing has changed, but not for long enough. */
        WATCHED,
        /** It could not be taken. */
        REFUSED
    }

    /** What is known of a file as it is now, without learning anything. */
    synchronized Knowledge of(ListedFile file, Instant now) {
        Seen known = seen.get(file.key());
        if (known == null) {
            return Knowledge.NONE;
        }
        if (!file.sameAs(known.size, known.modifiedAt, known.fileKey)) {
            return Knowledge.CHANGING;
        }
        if (known.notBefore.equals(Instant.MAX)) {
            return Knowledge.ACCEPTED;
        }
        if (known.refusal != null) {
            return Knowledge.REFUSED;
        }
        return isFinished(known, now) ? Knowledge.FINISHED : Knowledge.WATCHED;
    }
}

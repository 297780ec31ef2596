package dev.sluice.intake.source;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source as its row says, wherever it is looked at.
 *
 * @param kind null while no node has said so, as are {@code place} and the times
 * @param owner the node that looks at it; null if none does
 * @param left what is left of the owner's lease; zero or less: another node may take it
 * @param pausedAt null: it is not paused
 * @param runRequestedAt a run that is not over; null: none
 * @param watchedSince when it was first looked at, or resumed
 * @param lastRunAt when the last run that is over had been asked for
 * @param waitingSince since when documents wait to be accepted; null: none does
 */
record SourceRow(
        String sourceId,
        @Nullable String kind,
        @Nullable String place,
        @Nullable UUID owner,
        Duration left,
        @Nullable Instant pausedAt,
        @Nullable Instant runRequestedAt,
        Instant watchedSince,
        @Nullable Instant lastPollAt,
        @Nullable Instant lastDocumentAt,
        @Nullable Instant lastRunAt,
        int backlog,
        @Nullable Instant waitingSince,
        @Nullable String error,
        @Nullable Instant errorSince) {

    /** Whether that node holds it for at least so long. */
    boolean isHeldBy(UUID node, Duration atLeast) {
        return node.equals(owner) && left.compareTo(atLeast) >= 0;
    }

    /** Whether a node other than that one holds it. */
    boolean isHeldByAnother(UUID node) {
        return owner != null && !owner.equals(node) && left.compareTo(Duration.ZERO) > 0;
    }
}

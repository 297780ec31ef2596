package dev.sluice.intake.document;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of one source document.
 *
 * @param content SHA-256 in the content store; null when it was too large to be kept, or is yet to be fetched
 * @param folder the watched folder, null for a document that lies in none
 * @param output where its results go, null as above
 * @param location where below the folder the original lies
 * @param seenAt later than {@code acceptedAt} when it was dropped again
 * @param target where below the folder the original is being moved to
 * @param locator where its job fetches it; null for one whose bytes were handed over
 * @param mediaType as declared, a hint
 * @param extras what came with it, and what lay in it
 */
public record IntakeRecord(
        UUID id,
        String tenantId,
        String sourceId,
        String key,
        @Nullable String content,
        String name,
        long size,
        @Nullable Instant modifiedAt,
        Instant acceptedAt,
        UUID latestJobId,
        @Nullable Path folder,
        @Nullable Path output,
        @Nullable String location,
        Instant seenAt,
        Original original,
        @Nullable String target,
        @Nullable Locator locator,
        @Nullable String mediaType,
        IntakeExtras extras) {

    /** What became of the original. */
    public enum Original {
        /** There is none of ours to move. */
        NONE,
        IN_PLACE,
        /** Its target is chosen; it lies at the one place or the other. */
        MOVING,
        MOVED,
        /** Another version had taken its place before it could be moved. */
        CHANGED,
        /** Somebody had taken it away before it could be moved. */
        GONE
    }

    /** Whether nothing is left to be done about the original. */
    public boolean isSettled() {
        return original != Original.IN_PLACE && original != Original.MOVING;
    }
}

package dev.sluice.intake.remote;

import dev.sluice.intake.document.Locator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that a source has found and its job will fetch.
 *
 * @param key what it is called at its source: an object's address, an entry's id; at most {@value #LONGEST_KEY} bytes
 * @param version what tells this state of it from others under the same key; at most {@value #LONGEST_VERSION} bytes
 * @param name its file name, for people; empty: the end of its address, or what its server calls it
 * @param path where its results lie below the source's output, with {@code /} and without an ending; it may hold
 *     anything and is made harmless. Null: its name decides
 * @param size in bytes as far as it is known, else 0
 * @param modifiedAt as its source says, or null. The same version with a later time has been put there again
 */
public record RemoteDocument(
        String key,
        String version,
        String name,
        @Nullable String path,
        Locator locator,
        long size,
        @Nullable Instant modifiedAt) {
    /** More would not fit into the index that makes documents unique. */
    public static final int LONGEST_KEY = 1_400;

    /** As for the key. */
    public static final int LONGEST_VERSION = 400;
}

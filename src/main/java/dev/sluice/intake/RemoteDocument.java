package dev.sluice.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that a source has found and its job will fetch.
 *
 * @param key what it is called at its source: an object's key, an entry's id
 * @param version what tells this state of it from others under the same key
 * @param name its file name, for people and for the files of its results
 * @param size in bytes as far as it is known, else 0
 * @param modifiedAt as its source says, or null
 */
public record RemoteDocument(
        String key,
        String version,
        String name,
        Locator locator,
        long size,
        @Nullable Instant modifiedAt) {}

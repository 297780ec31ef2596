package dev.sluice.artifact.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as a listing shows it.
 *
 * @param key the whole key, as it is
 * @param size in bytes
 * @param etag its version, quotes included; no hash of its bytes; null if the store says none
 */
public record ListedObject(String key, long size, @Nullable String etag, Instant lastModified) {
    /** The last part of the key: not yet a file name, and never a path. */
    public String lastPart() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}

package dev.sluice.artifact.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a listing.
 *
 * @param objects in the store's order
 * @param folders how many keys were left out because they stand for folders
 * @param unnameable how many keys were left out because they hold characters that are none (U+0000, half surrogates)
 * @param cursor the last key that was looked at: a listing that begins after it goes on; null if none was
 * @param last whether the listing ends with it
 */
public record S3Page(
        List<ListedObject> objects,
        int folders,
        int unnameable,
        @Nullable String cursor,
        boolean last) {}

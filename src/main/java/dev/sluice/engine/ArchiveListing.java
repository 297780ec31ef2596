package dev.sluice.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lay in a document.
 *
 * @param mediaType its own type
 * @param kind {@code zip} or {@code eml}; null for a document that holds none, or is not to be opened
 * @param entries all of it, also what was left out
 */
public record ArchiveListing(String mediaType, @Nullable String kind, List<Entry> entries) {
    public ArchiveListing {
        entries = List.copyOf(entries);
    }

    /**
     * One of its documents. Exactly one of {@code file} and {@code reason} is set.
     *
     * @param path harmless, with slashes, different from all others in it
     * @param file its name in the output folder
     * @param size in bytes; of one that was left out as it claims, or -1
     * @param reason why it was left out, for a person
     */
    public record Entry(
            String path,
            @Nullable String file,
            long size,
            @Nullable String reason) {}
}

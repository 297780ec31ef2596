package dev.sluice.intake.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of documents that belong together.
 *
 * @param id what its sender calls it; null if it says nothing
 * @param entries at least one, each file and each id once
 */
public record Manifest(@Nullable String id, List<Entry> entries) {
    public Manifest {
        entries = List.copyOf(entries);
    }

    /**
     * One document.
     *
     * @param file its path from the manifest's folder, with slashes, in normal form
     * @param id what its sender calls it, or null
     * @param metadata what else is said about it, an object; null for nothing
     * @param size bytes that it must have, or null
     * @param sha256 hash that its bytes must have, lower-case hex, or null
     * @param place where it stands, such as {@code line 3}
     */
    public record Entry(
            String file,
            @Nullable String id,
            @Nullable ObjectNode metadata,
            @Nullable Long size,
            @Nullable String sha256,
            String place) {}
}

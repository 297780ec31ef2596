package dev.sluice.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The documents in a {@link Depot}. Every time some bytes are stored they become an object of their own: so that a sweep,
 * which removes objects that were old when it looked, never removes what another node stores meanwhile.
 */
final class ContentDepot {
    private static final int SWEEP_CHUNK = 500;
    private static final String ALL = "documents/";

    private final Depot depot;

    ContentDepot(Depot depot) {
        this.depot = depot;
    }

    /** Keeps the bytes: when this returns they survive this machine. */
    void put(String sha256, Path file) {
        depot.put(start(sha256) + "/" + UUID.randomUUID(), file);
    }

    /**
     * Brings the bytes here.
     *
     * @return whether they were there, and whole
     */
    boolean fetch(String sha256, Path target) throws IOException {
        List<String> keys;
        try (Stream<Depot.Entry> entries = depot.list(start(sha256))) {
            keys = entries.map(Depot.Entry::key).limit(10).toList();
        }
        for (String key : keys) {
            Files.deleteIfExists(target);
            if (depot.fetch(key, target)) {
                if (Durable.sha256(target).equals(sha256)) {
                    return true;
                }
                throw new IOException("the object %s does not hold the bytes it should".formatted(key));
            }
        }
        return false;
    }

    /**
     * Removes what is older than {@code before} and what nobody refers to.
     *
     * @return how many objects were removed
     */
    int sweep(Instant before, ContentStore.References references) {
        int removed = 0;
        List<String> chunk = new ArrayList<>();
        try (Stream<Depot.Entry> entries = depot.list(ALL)) {
            for (Depot.Entry entry : (Iterable<Depot.Entry>) entries::iterator) {
                if (entry.lastModified().isBefore(before)) {
                    chunk.add(entry.key());
                }
                if (chunk.size() == SWEEP_CHUNK) {
                    removed += sweep(chunk, references);
                    chunk.clear();
                }
            }
        }
        return removed + sweep(chunk, references);
    }

    private int sweep(List<String> keys, ContentStore.References references) {
        Set<String> hashes = new HashSet<>();
        keys.stream().map(ContentDepot::hash).filter(h -> !h.isEmpty()).forEach(hashes::add);
        Set<String> referred = hashes.isEmpty() ? Set.of() : references.among(hashes);
        int removed = 0;
        for (String key : keys) {
            String hash = hash(key);
            if (!hash.isEmpty() && !referred.contains(hash)) {
                depot.delete(key);
                removed++;
            }
        }
        return removed;
    }

    private static String start(String sha256) {
        return ALL + sha256.substring(0, 2) + "/" + sha256;
    }

    /** Empty if it is none of ours. */
    private static String hash(String key) {
        String[] parts = key.split("/", -1);
        return parts.length >= 3 && parts[2].length() == 64 && parts[2].startsWith(parts[1]) ? parts[2] : "";
    }
}

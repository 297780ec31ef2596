package dev.sluice.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The results in a {@link Depot}: an object for each part, below the artifact's id. */
final class ResultDepot {
    private static final int SWEEP_CHUNK = 500;
    private static final int UUID_LENGTH = 36;
    private static final String ALL = "results/";

    private final Depot depot;

    ResultDepot(Depot depot) {
        this.depot = depot;
    }

    /** Keeps the parts: when this returns they survive this machine. */
    void put(UUID id, Path directory, List<PartFile> parts) {
        for (PartFile part : parts) {
            depot.put(start(id) + "/" + part.name(), directory.resolve(part.name()));
        }
    }

    /**
     * Brings a part here.
     *
     * @return whether it was there
     */
    boolean fetch(UUID id, String name, Path target) throws IOException {
        return depot.fetch(start(id) + "/" + name, target);
    }

    void delete(UUID id) {
        List<String> keys;
        try (Stream<Depot.Entry> entries = depot.list(start(id) + "/")) {
            keys = entries.map(Depot.Entry::key).toList();
        }
        keys.forEach(depot::delete);
    }

    /**
     * Removes results that no row names.
     *
     * @param before only what was written before then
     * @param known those of the ids that a row names
     * @return how many results were removed
     */
    int sweepUnknown(Instant before, Function<Collection<UUID>, Set<UUID>> known) {
        int removed = 0;
        Map<UUID, List<String>> chunk = new TreeMap<>();
        try (Stream<Depot.Entry> entries = depot.list(ALL)) {
            for (Depot.Entry entry : (Iterable<Depot.Entry>) entries::iterator) {
                String[] parts = entry.key().split("/", -1);
                if (parts.length >= 4
                        && parts[2].length() == UUID_LENGTH
                        && entry.lastModified().isBefore(before)) {
                    chunk.computeIfAbsent(UUID.fromString(parts[2]), id -> new ArrayList<>())
                            .add(entry.key());
                }
                if (chunk.size() == SWEEP_CHUNK) {
                    removed += remove(chunk, known);
                    chunk.clear();
                }
            }
        }
        return removed + remove(chunk, known);
    }

    private int remove(Map<UUID, List<String>> results, Function<Collection<UUID>, Set<UUID>> known) {
        if (results.isEmpty()) {
            return 0;
        }
        known.apply(results.keySet()).forEach(results::remove);
        results.values().forEach(keys -> keys.forEach(depot::delete));
        return results.size();
    }

    private static String start(UUID id) {
        String name = id.toString();
        return ALL + name.substring(name.length() - 2) + "/" + name;
    }
}

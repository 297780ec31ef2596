package dev.sluice.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stored results: a directory of files for each artifact and a row that says which files, how long and with which hash.
 * An artifact is never changed; another attempt makes another one.
 */
public class ArtifactStore {
    private static final Logger log = LoggerFactory.getLogger(ArtifactStore.class);
    private static final int UUID_LENGTH = 36;
    private static final String INCOMING = "incoming";

    private final Path root;
    private final ArtifactTable table;
    private final Clock clock;
    private final @Nullable ResultDepot depot;

    ArtifactStore(Path root, JdbcClient jdbc, ObjectMapper json) {
        this(root, jdbc, json, Clock.systemUTC(), null);
    }

    /**
     * @param depot where results outlive this machine, or null; with one, {@code root} holds copies of what was used
     *     lately
     */
    ArtifactStore(Path root, JdbcClient jdbc, ObjectMapper json, Clock clock, @Nullable Depot depot) {
        this.clock = clock;
        this.root = root;
        this.table = new ArtifactTable(jdbc, json);
        this.depot = depot == null ? null : new ResultDepot(depot);
    }

    /** A new directory into which the files of a result can be written before {@link #store}; on the store's file system. */
    public Path newDirectory() throws IOException {
        Path incoming = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
        return Files.createDirectories(incoming);
    }

    /** Removes a directory from {@link #newDirectory} that will not be stored. */
    public void discard(Path directory) {
        try {
            deleteTree(directory);
        } catch (IOException e) {
            log.warn("The unused directory {} could not be removed; the next start will.", directory, e);
        }
    }

    /**
     * Takes a directory of files in charge: when this returns they survive a crash.
     *
     * @param id of the artifact
     * @param directory from {@link #newDirectory}; gone afterwards
     * @param parts the files in it
     * @param summary small facts, kept in the row
     */
    public Artifact store(
            UUID id, String tenantId, UUID jobId, int attempt, Path directory, List<PartFile> parts, JsonNode summary)
            throws IOException {
        for (PartFile part : parts) {
            Durable.sync(directory.resolve(part.name()));
        }
        Durable.syncDirectory(directory);
        if (depot != null) {
            depot.put(id, directory, parts);
        }
        Path target = directoryOf(id);
        Files.createDirectories(target.getParent());
        Durable.rename(directory, target);
        Artifact artifact = new Artifact(id, tenantId, jobId, attempt, parts, summary);
        table.insert(artifact);
        return artifact;
    }

    /** The artifact, if the tenant has it. */
    public Optional<Artifact> find(String tenantId, UUID id) {
        return table.find(tenantId, id);
    }

    /** The summaries of those of these artifacts that the tenant has, by id. */
    public Map<UUID, JsonNode> summaries(String tenantId, Collection<UUID> ids) {
        return table.summaries(tenantId, ids);
    }

    /**
     * Where a part of an artifact lies; never written to. If it has none of that name, there is no such file.
     *
     * @throws SluiceException {@code STORAGE_UNAVAILABLE}, {@code STORAGE_NOT_FOUND} or {@code STORAGE_REFUSED} if it
     *     cannot be brought here
     */
    public Path part(UUID artifactId, String name) {
        Path directory = directoryOf(artifactId);
        Path part = directory.resolve(name);
        if (depot == null) {
            return part;
        }
        try {
            if (!Files.isRegularFile(part)) {
                bring(depot, artifactId, name, part);
            }
            if (Files.isDirectory(directory)) {
                Files.setLastModifiedTime(directory, FileTime.from(clock.instant()));
            }
            return part;
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The result cannot be brought here: " + e.getMessage(), e);
        }
    }

    private void bring(ResultDepot from, UUID artifactId, String name, Path part) throws IOException {
        Path temporary = newDirectory();
        try {
            Path fetched = temporary.resolve("part");
            if (from.fetch(artifactId, name, fetched)) {
                Files.createDirectories(part.getParent());
                Files.move(fetched, part, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            discard(temporary);
        }
    }

    /** Removes directories that an earlier life was filling; only at start, before anything is stored. */
    public void removeTemporaries() throws IOException {
        deleteTree(root.resolve(INCOMING));
    }

    /**
     * Removes results that no job has recorded: left by attempts that were lost after storing.
     *
     * @param grace how old they must be
     * @return how many were removed
     */
    public int sweep(Duration grace) {
        List<UUID> lost = table.removeLost(grace);
        for (UUID id : lost) {
            try {
                if (depot != null) {
                    depot.delete(id);
                }
                deleteTree(directoryOf(id));
            } catch (IOException | SluiceException e) {
                log.warn("The files of the unused artifact {} could not be removed.", id, e);
            }
        }
        return lost.size();
    }

    /**
     * Removes files that no row names: left by a crash between storing them and writing them down, or while a sweep
     * removed them.
     *
     * @param before only what was written before then: younger ones may be written down in a moment
     * @return how many results were removed
     */
    public int sweepUnknown(Instant before) throws IOException {
        Map<UUID, Path> old = old(before);
        table.known(old.keySet()).forEach(old::remove);
        for (Path directory : old.values()) {
            deleteTree(directory);
        }
        return old.size();
    }

    /** As {@link #sweepUnknown}, in the depot; nothing without one. */
    int sweepUnknownInDepot(Instant before) {
        return depot == null ? 0 : depot.sweepUnknown(before, table::known);
    }

    /**
     * Removes copies of what lies in the depot; nothing without one.
     *
     * @param before only those that were last used before then
     */
    void sweepCopies(Instant before) throws IOException {
        if (depot != null) {
            for (Path directory : old(before).values()) {
                deleteTree(directory);
            }
        }
    }

    private Map<UUID, Path> old(Instant before) throws IOException {
        Map<UUID, Path> old = new HashMap<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> directories = Files.walk(root, 2)) {
                for (Path directory : (Iterable<Path>) directories::iterator) {
                    String name = directory.getFileName().toString();
                    if (name.length() == UUID_LENGTH
                            && !root.relativize(directory).startsWith(INCOMING)
                            && Files.getLastModifiedTime(directory).toInstant().isBefore(before)) {
                        old.put(UUID.fromString(name), directory);
                    }
                }
            }
        }
        return old;
    }

    private Path directoryOf(UUID id) {
        String name = id.toString();
        // The last digits of a UUIDv7 are random, the first are the time.
        return root.resolve(name.substring(name.length() - 2)).resolve(name);
    }

    private static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            log.debug("{} is gone already", directory);
        }
    }
}

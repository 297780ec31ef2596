package dev.sluice.artifact;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents themselves, secured at acceptance: a directory of files named by the SHA-256 of their bytes. Storing the
 * same bytes twice stores them once; nothing is ever changed in place. With a {@link Depot} the bytes are there before
 * they have a name here, and the directory holds copies of what was used lately.
 */
public final class ContentStore {
    private static final int SWEEP_CHUNK = 500;

    /** Says which contents somebody still refers to. */
    @FunctionalInterface
    public interface References {
        /** Those of the hashes that are referred to. */
        Set<String> among(Collection<String> sha256);
    }

    private final Path root;
    private final Clock clock;
    private final @Nullable ContentDepot depot;
    private final DepotRounds rounds = new DepotRounds();
    private final Duration cache;
    /** Held while a file is found to exist or is removed, so that a sweep never removes what was just found. */
    private final ReentrantLock naming = new ReentrantLock();
    /** What somebody is still about to write down, and how many are; guarded by {@code naming}. */
    private final Map<String, Integer> held = new HashMap<>();

    /** A store in a directory, which is created. */
    public ContentStore(Path root, Clock clock) {
        this(root, clock, null, Duration.ZERO);
    }

    /**
     * A store in a depot.
     *
     * @param root for copies
     * @param cache how long a copy is kept after it was last used
     */
    ContentStore(Path root, Clock clock, @Nullable Depot depot, Duration cache) {
        this.root = root;
        this.clock = clock;
        this.depot = depot == null ? null : new ContentDepot(depot);
        this.cache = cache;
    }

    /**
     * Takes the bytes in charge: when this returns they survive a crash.
     *
     * @throws IOException if they could not be read or written; then nothing is left behind
     */
    public StoredContent store(InputStream content) throws IOException {
        try (ContentHold hold = hold();
                ContentSink sink = hold.open()) {
            content.transferTo(sink);
            return sink.commit();
        }
    }

    /** Begins to take several contents in charge that are to be kept or dropped together. */
    public ContentHold hold() {
        return new ContentHold(this);
    }

    Path temporary() throws IOException {
        Path incoming = root.resolve("incoming");
        Files.createDirectories(incoming);
        return incoming.resolve(UUID.randomUUID() + Durable.TEMPORARY_SUFFIX);
    }

    /** Gives a durable file its name, or drops it for the same bytes that are there already; keeps it from the sweep. */
    void name(Path temporary, String sha256) throws IOException {
        if (depot != null) {
            depot.put(sha256, temporary);
        }
        Path target = local(sha256);
        Files.createDirectories(target.getParent());
        naming.lock();
        try {
            if (Files.exists(target)) {
                Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
            } else {
                Durable.rename(temporary, target);
            }
            held.merge(sha256, 1, Integer::sum);
        } finally {
            naming.unlock();
        }
    }

    /** From now on they age like everything else. */
    void release(Collection<String> sha256) {
        naming.lock();
        try {
            for (String one : sha256) {
                held.computeIfPresent(one, (key, holds) -> holds == 1 ? null : holds - 1);
            }
        } finally {
            naming.unlock();
        }
    }

    /**
     * Where the bytes with that hash lie; never written to. If there are none, there is no such file.
     *
     * @throws SluiceException {@code STORAGE_UNAVAILABLE}, {@code STORAGE_NOT_FOUND} or {@code STORAGE_REFUSED} if they
     *     cannot be brought here
     */
    public Path path(String sha256) {
        Path local = local(sha256);
        if (depot == null) {
            return local;
        }
        try {
            if (isCopied(local)) {
                return local;
            }
            Path temporary = temporary();
            try {
                if (depot.fetch(sha256, temporary)) {
                    Files.createDirectories(local.getParent());
                    Files.move(temporary, local, StandardCopyOption.ATOMIC_MOVE);
                    isCopied(local);
                }
            } finally {
                Files.deleteIfExists(temporary);
            }
            return local;
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The document cannot be brought here: " + e.getMessage(), e);
        }
    }

    /** Whether there is a copy; it is kept for another while. */
    private boolean isCopied(Path local) throws IOException {
        naming.lock();
        try {
            if (Files.isRegularFile(local)) {
                Files.setLastModifiedTime(local, FileTime.from(clock.instant()));
                return true;
            }
            return false;
        } finally {
            naming.unlock();
        }
    }

    private Path local(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Removes half-written files of an earlier life; only at start, before anything is stored. */
    public void removeTemporaries() throws IOException {
        Path incoming = root.resolve("incoming");
        if (Files.isDirectory(incoming)) {
            try (Stream<Path> files = Files.list(incoming)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Removes contents that are older than {@code before} and that nobody refers to: left by a crash between storing
     * and accepting.
     *
     * @return how many were removed
     */
    public int sweep(Instant before, References references) throws IOException {
        if (depot != null) {
            Instant now = clock.instant();
            sweepHere(now.minus(cache), hashes -> Set.of()); // copies: they can be brought again
            return rounds.begin(now) ? depot.sweep(before, references) : 0;
        }
        return sweepHere(before, references);
    }

    private int sweepHere(Instant before, References references) throws IOException {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        int removed = 0;
        try (Stream<Path> files = Files.walk(root, 2)) {
            List<Path> chunk = new ArrayList<>();
            for (Path file : (Iterable<Path>) files::iterator) {
                if (isOldContent(file, before)) {
                    chunk.add(file);
                }
                if (chunk.size() == SWEEP_CHUNK) {
                    removed += sweep(chunk, before, references);
                    chunk.clear();
                }
            }
            removed += sweep(chunk, before, references);
        }
        return removed;
    }

    private int sweep(List<Path> files, Instant before, References references) throws IOException {
        if (files.isEmpty()) {
            return 0;
        }
        Set<String> referred = references.among(
                files.stream().map(f -> f.getFileName().toString()).toList());
        int removed = 0;
        for (Path file : files) {
            if (!referred.contains(file.getFileName().toString())) {
                naming.lock();
                try {
                    if (!held.containsKey(file.getFileName().toString())
                            && isOldContent(file, before)
                            && Files.deleteIfExists(file)) {
                        removed++;
                    }
                } finally {
                    naming.unlock();
                }
            }
        }
        return removed;
    }

    private static boolean isOldContent(Path file, Instant before) throws IOException {
        return Files.isRegularFile(file)
                && !file.getFileName().toString().endsWith(Durable.TEMPORARY_SUFFIX)
                && Files.getLastModifiedTime(file).toInstant().isBefore(before);
    }
}

package dev.sluice.artifact;

import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A store beside this machine, in which documents and results outlive it. Keys look like {@code documents/ab/...}. Every
 * method throws {@link SluiceException} with {@code STORAGE_UNAVAILABLE} if another attempt may succeed, with
 * {@code STORAGE_NOT_FOUND} or {@code STORAGE_REFUSED} if not.
 */
public interface Depot {
    /** What a listing says of an object. */
    record Entry(String key, Instant lastModified) {}

    /** Keeps a file's bytes under a key: when this returns they survive a crash of this machine. */
    void put(String key, Path file);

    /**
     * Brings an object's bytes here.
     *
     * @param target a file that does not exist
     * @return whether there is such an object
     * @throws IOException if it broke off, or the file cannot be written; what has come is left to the caller
     */
    boolean fetch(String key, Path target) throws IOException;

    /** Removes an object, if it is there. */
    void delete(String key);

    /** All objects whose keys begin so, page by page. */
    Stream<Entry> list(String keyStart);
}

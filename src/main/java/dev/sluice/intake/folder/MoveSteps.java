package dev.sluice.intake.folder;

import dev.sluice.artifact.Durable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/** The single steps on disk by which an original is moved: a program may die between any two of them. */
class MoveSteps {
    /** Puts a receipt there, whole or not at all. */
    void write(InputStream content, Path temporary, Path target) throws IOException {
        Files.deleteIfExists(temporary);
        Durable.writeTemporary(content, temporary);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Renames a file.
     *
     * @throws AtomicMoveNotSupportedException if the target lies on another file system
     */
    void rename(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Copies a file, with its time; whole or not at all. */
    void copy(Path source, Path temporary, Path target) throws IOException {
        Files.deleteIfExists(temporary);
        FileTime time = Files.getLastModifiedTime(source);
        try (InputStream in = Files.newInputStream(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Durable.writeTemporary(in, temporary);
        }
        Files.setLastModifiedTime(temporary, time);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Makes the names in a directory durable. */
    void sync(Path directory) throws IOException {
        Durable.syncDirectory(directory);
    }
}

package dev.sluice.intake.folder;

import dev.sluice.artifact.Durable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Creates folders below one we may write in, and follows no link on the way: it could lead anywhere. */
final class SafeFolders {
    private SafeFolders() {}

    /**
     * Makes sure that a folder is there.
     *
     * @throws NotDirectoryException if something else is in the way
     */
    static Path create(Path root, Path directory) throws IOException {
        Path current = root;
        for (Path part : root.relativize(directory)) {
            if (part.toString().isEmpty()) {
                continue;
            }
            if (part.toString().equals("..")) {
                throw new IOException(directory + " does not lie below " + root);
            }
            Path next = current.resolve(part);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                create(next);
                Durable.syncDirectory(current);
            }
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(next.toString());
            }
            current = next;
        }
        return current;
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // another thread or node was quicker; what it is, the caller looks at
        }
    }
}

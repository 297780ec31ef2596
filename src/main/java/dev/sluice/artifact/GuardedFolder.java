package dev.sluice.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A folder below a root, to which no symbolic link leads: neither one that is there, nor (where the platform can open
 * folders relative to each other) one that somebody puts there between the look and the write.
 */
final class GuardedFolder {
    private static final Set<OpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final List<Path> names;

    /**
     * @param root a real path
     * @param folder below it, or itself
     */
    GuardedFolder(Path root, Path folder) {
        this.root = root;
        this.names = folder.equals(root)
                ? List.of()
                : StreamSupport.stream(root.relativize(folder).spliterator(), false)
                        .toList();
    }

    /**
     * Makes sure that what exists of it are folders.
     *
     * @throws NotDirectoryException if a link or something else is in the way
     */
    void check() throws IOException {
        Path current = root;
        for (Path name : names) {
            current = current.resolve(name);
            if (Files.exists(current, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(current, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(current.toString());
            }
        }
    }

    /**
     * Writes a file, whole or not at all, replacing what has its name; creates the folder where it is missing.
     *
     * @param temporary names in this folder; what earlier attempts left there is removed, the last one is used
     */
    void write(String name, List<String> temporary, Path content) throws IOException {
        Path folder = create();
        try (DirectoryStream<Path> at = Files.newDirectoryStream(root)) {
            if (at instanceof SecureDirectoryStream<Path> secure) {
                descend(secure, names, name, temporary, content);
            } else {
                for (String leftover : temporary) {
                    Files.deleteIfExists(folder.resolve(leftover));
                }
                Path target = folder.resolve(temporary.get(temporary.size() - 1));
                try (InputStream in = Files.newInputStream(content)) {
                    Durable.writeTemporary(in, target);
                    Files.move(target, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(target);
                }
            }
        }
        Durable.syncDirectory(folder);
    }

    private Path create() throws IOException {
        Path current = root;
        for (Path name : names) {
            Path next = current.resolve(name);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    Files.createDirectory(next);
                } catch (FileAlreadyExistsException e) {
                    // another thread or node was quicker; what it is, is looked at below
                }
                Durable.syncDirectory(current);
            }
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(next.toString());
            }
            current = next;
        }
        return current;
    }

    private static void descend(
            SecureDirectoryStream<Path> at, List<Path> names, String name, List<String> temporary, Path content)
            throws IOException {
        if (names.isEmpty()) {
            put(at, name, temporary, content);
            return;
        }
        try (SecureDirectoryStream<Path> next = at.newDirectoryStream(names.get(0), LinkOption.NOFOLLOW_LINKS)) {
            descend(next, names.subList(1, names.size()), name, temporary, content);
        }
    }

    private static void put(SecureDirectoryStream<Path> at, String name, List<String> temporary, Path content)
            throws IOException {
        for (String leftover : temporary) {
            delete(at, Path.of(leftover));
        }
        Path target = Path.of(temporary.get(temporary.size() - 1));
        try {
            try (InputStream in = Files.newInputStream(content);
                    SeekableByteChannel out = at.newByteChannel(target, NEW_FILE)) {
                in.transferTo(Channels.newOutputStream(out));
                if (out instanceof FileChannel file) {
                    file.force(true);
                }
            }
            at.move(target, at, Path.of(name));
        } finally {
            delete(at, target);
        }
    }

    private static void delete(SecureDirectoryStream<Path> at, Path name) throws IOException {
        try {
            at.deleteFile(name);
        } catch (NoSuchFileException e) {
            // as it should be
        }
    }
}

package dev.sluice.intake;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Lists the documents in a folder: regular files only, no link followed, nothing hidden, unfinished or of our own. One
 * entry that cannot be looked at is reported and passed over.
 */
final class FolderLister {
    /** What could not be looked at. */
    @FunctionalInterface
    interface Troubles {
        void met(Path path, IOException why);
    }

    private FolderLister() {}

    /**
     * Lists it.
     *
     * @throws IOException if the folder itself cannot be listed
     */
    static void list(FolderSettings settings, Consumer<ListedFile> files, Troubles troubles) throws IOException {
        Path root = settings.directory();
        Deque<Path> directories = new ArrayDeque<>();
        directories.add(root);
        while (!directories.isEmpty()) {
            Path directory = directories.removeLast();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    list(settings, entry, directory.equals(root), directories, files, troubles);
                }
            } catch (DirectoryIteratorException e) {
                report(root, directory, Objects.requireNonNull(e.getCause()), troubles);
            } catch (IOException e) {
                report(root, directory, e, troubles);
            }
        }
    }

    private static void report(Path root, Path directory, IOException why, Troubles troubles) throws IOException {
        if (directory.equals(root)) {
            throw why;
        }
        if (!(why instanceof NoSuchFileException)) {
            troubles.met(directory, why);
        }
    }

    private static void list(
            FolderSettings settings,
            Path entry,
            boolean top,
            Deque<Path> directories,
            Consumer<ListedFile> files,
            Troubles troubles) {
        String name = entry.getFileName().toString();
        if (FileNames.isHidden(name)) {
            return;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                if (settings.recursive() && !(top && FileNames.isReceiptFolder(name))) {
                    directories.add(entry);
                }
            } else if (attributes.isRegularFile() && !FileNames.isUnfinishedOrOurs(name)) {
                String key = DocumentKey.of(settings.directory(), entry);
                if (settings.wants(key)) {
                    files.accept(ListedFile.of(key, entry, attributes));
                }
            }
        } catch (NoSuchFileException e) {
            // gone between the listing and the look at it: somebody took it away
        } catch (IOException e) {
            troubles.met(entry, e);
        }
    }
}

package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.source.SkipReason;
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

/**
 * Lists the documents in a folder: regular files only, no link followed, nothing hidden, unfinished or of our own. One
 * entry that cannot be looked at is reported and passed over.
 */
final class FolderLister {
    /** What a listing finds. */
    interface Finds {
        /** A document that the source wants. */
        void found(ListedFile file);

        /** What could not be looked at. */
        void unreadable(Path path, IOException why);

        /** What is there, but is not taken. */
        default void passedOver(String key, long size, SkipReason why) {}

        /** Whether to go on. */
        default boolean goesOn() {
            return true;
        }
    }

    private FolderLister() {}

    /**
     * Lists it.
     *
     * @throws IOException if the folder itself cannot be listed
     */
    static void list(FolderSettings settings, Finds finds) throws IOException {
        Path root = settings.directory();
        Deque<Path> directories = new ArrayDeque<>();
        directories.add(root);
        while (!directories.isEmpty() && finds.goesOn()) {
            Path directory = directories.removeLast();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    if (!finds.goesOn()) {
                        return;
                    }
                    list(settings, entry, directory.equals(root), directories, finds);
                }
            } catch (DirectoryIteratorException e) {
                report(root, directory, Objects.requireNonNull(e.getCause()), finds);
            } catch (IOException e) {
                report(root, directory, e, finds);
            }
        }
    }

    private static void report(Path root, Path directory, IOException why, Finds finds) throws IOException {
        if (directory.equals(root)) {
            throw why;
        }
        if (!(why instanceof NoSuchFileException)) {
            finds.unreadable(directory, why);
        }
    }

    private static void list(FolderSettings settings, Path entry, boolean top, Deque<Path> directories, Finds finds) {
        String name = entry.getFileName().toString();
        try {
            if (FileNames.isHidden(name)) {
                finds.passedOver(DocumentKey.of(settings.directory(), entry), 0, SkipReason.NOT_A_DOCUMENT);
                return;
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                if (settings.recursive() && !(top && FileNames.isReceiptFolder(name))) {
                    directories.add(entry);
                }
                return;
            }
            String key = DocumentKey.of(settings.directory(), entry);
            if (!attributes.isRegularFile() || FileNames.isUnfinishedOrOurs(name)) {
                finds.passedOver(key, attributes.size(), SkipReason.NOT_A_DOCUMENT);
            } else if (!settings.lists(key)) {
                finds.passedOver(key, attributes.size(), SkipReason.EXCLUDED);
            } else {
                finds.found(ListedFile.of(key, entry, attributes));
            }
        } catch (NoSuchFileException e) {
            // gone between the listing and the look at it: somebody took it away
        } catch (IOException e) {
            finds.unreadable(entry, e);
        }
    }
}

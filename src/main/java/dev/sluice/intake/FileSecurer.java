package dev.sluice.intake;

import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.StoredContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Takes a file's bytes in charge, reading them once; never those of a file that changes meanwhile. */
final class FileSecurer {
    private final ContentStore contents;
    private final IntakeLimits limits;

    FileSecurer(ContentStore contents, IntakeLimits limits) {
        this.contents = contents;
        this.limits = limits;
    }

    /**
     * Copies it.
     *
     * @return empty if it is no longer the file that was listed
     * @throws IOException if it cannot be read, or the copy not be written
     */
    Optional<SecuredFile> secure(StableFile file) throws IOException {
        if (!isStill(file)) {
            return Optional.empty();
        }
        if (file.size() > limits.fileSize().toBytes()) {
            return Optional.of(
                    new SecuredFile(file, "size:%d time:%s".formatted(file.size(), file.modifiedAt()), null));
        }
        StoredContent stored;
        try (InputStream in = Files.newInputStream(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            stored = contents.store(new AtMost(in, file.size() + 1));
        }
        return stored.size() == file.size() && isStill(file)
                ? Optional.of(new SecuredFile(file, stored.sha256(), stored.sha256()))
                : Optional.empty();
    }

    private static boolean isStill(StableFile file) throws IOException {
        BasicFileAttributes now =
                Files.readAttributes(file.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return now.isRegularFile()
                && ListedFile.of(file.key(), file.path(), now).sameAs(file.size(), file.modifiedAt(), file.fileKey());
    }
}

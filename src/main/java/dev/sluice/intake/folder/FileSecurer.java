package dev.sluice.intake.folder;

import dev.sluice.artifact.ContentHold;
import dev.sluice.artifact.ContentSink;
import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.StoredContent;
import dev.sluice.intake.content.IntakeLimits;
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
        try (ContentHold hold = contents.hold()) {
            return secure(file, hold);
        }
    }

    /** Copies it, and keeps the copy from being swept as long as others of it are still to come. */
    Optional<SecuredFile> secure(StableFile file, ContentHold hold) throws IOException {
        if (!isStill(file)) {
            return Optional.empty();
        }
        if (file.size() > limits.fileSize().toBytes()) {
            return Optional.of(
                    new SecuredFile(file, "size:%d time:%s".formatted(file.size(), file.modifiedAt()), null));
        }
        StoredContent stored;
        try (InputStream in = Files.newInputStream(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                ContentSink sink = hold.open()) {
            new AtMost(in, file.size() + 1).transferTo(sink);
            stored = sink.commit();
        }
        return stored.size() == file.size() && isStill(file)
                ? Optional.of(new SecuredFile(file, stored.sha256(), stored.sha256()))
                : Optional.empty();
    }

    /** Whether it is what was listed. */
    boolean isStill(StableFile file) throws IOException {
        BasicFileAttributes now =
                Files.readAttributes(file.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return now.isRegularFile()
                && ListedFile.of(file.key(), file.path(), now).sameAs(file.size(), file.modifiedAt(), file.fileKey());
    }
}

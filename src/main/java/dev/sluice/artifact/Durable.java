package dev.sluice.artifact;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Writes files so that after a crash they are there whole or not at all: temporary name in the same directory, fsync,
 * atomic rename, fsync of the directory.
 */
public final class Durable {
    /** Names that end so are half-written files of a dead process: safe to delete when nobody runs. */
    public static final String TEMPORARY_SUFFIX = ".sluice-part";

    private Durable() {}

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The SHA-256 of a file's bytes, lower-case hex. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Copies the stream to a temporary file beside {@code target} and makes it durable, without renaming it yet.
     *
     * @return hash and size
     */
    public static StoredContent writeTemporary(InputStream content, Path temporary) throws IOException {
        Files.createDirectories(directoryOf(temporary));
        MessageDigest digest = sha256();
        long size;
        try (FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            size = new DigestInputStream(content, digest).transferTo(out);
            channel.force(true);
        }
        return new StoredContent(HexFormat.of().formatHex(digest.digest()), size);
    }

    /** Writes the stream to {@code target}, replacing what is there. */
    public static StoredContent write(InputStream content, Path target) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY_SUFFIX);
        try {
            StoredContent stored = writeTemporary(content, temporary);
            rename(temporary, target);
            return stored;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Renames a durable file within its file system, replacing what is there, and makes the name durable. */
    public static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    "cannot rename %s to %s atomically: they lie on different file systems".formatted(from, to), e);
        }
        syncDirectory(directoryOf(to));
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a directory");
    }

    /** Makes an existing file durable. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes the names in a directory durable, where the platform can. */
    public static void syncDirectory(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows cannot open a directory as a file, and journals its names itself
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

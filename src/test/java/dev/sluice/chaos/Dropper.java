package dev.sluice.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Puts documents into a watched folder as people and programs do, and remembers them. Safe for several threads. */
public final class Dropper {
    private final Path inbox;
    private final Path staging;
    private final Duration pause;
    private final Queue<Drop> drops = new ConcurrentLinkedQueue<>();

    /**
     * Drops nothing yet.
     *
     * @param inbox created if missing
     * @param staging a folder on the same file system, from which files are renamed into the inbox
     * @param pause between two pieces of a slow write; shorter than the program's quiet time
     */
    public Dropper(Path inbox, Path staging, Duration pause) throws IOException {
        this.inbox = Files.createDirectories(inbox);
        this.staging = Files.createDirectories(staging);
        this.pause = pause;
    }

    /** Everything dropped so far. */
    public List<Drop> drops() {
        return List.copyOf(drops);
    }

    /** Drops it under that name, in one of several ways; returns when it is there whole. */
    public void drop(SampleDocument document, String name, Random random) throws IOException {
        String key = (random.nextInt(6) == 0 ? "from/" + random.nextInt(3) + "/" : "") + name;
        Path target = inbox.resolve(key);
        Files.createDirectories(target.getParent());
        drops.add(new Drop(
                key, Hashes.of(document.bytes()), document.bytes().length, document.marker(), document.expected()));
        switch (random.nextInt(5)) {
            case 0 -> renameIn(document.bytes(), staging.resolve(name), target, null);
            // As a browser or a copying program does it, in the watched folder itself.
            case 1 -> renameIn(document.bytes(), target.resolveSibling(name + ".part"), target, null);
            // As an archive is unpacked, or a file is copied with its time.
            case 2 ->
                renameIn(
                        document.bytes(),
                        staging.resolve(name),
                        target,
                        Instant.now().minus(Duration.ofDays(400)));
            case 3 -> Files.write(target, document.bytes(), StandardOpenOption.CREATE_NEW);
            default -> writeSlowly(document.bytes(), target, 2 + random.nextInt(4));
        }
    }

    private static void renameIn(byte[] bytes, Path temporary, Path target, @Nullable Instant modifiedAt)
            throws IOException {
        Files.write(temporary, bytes);
        if (modifiedAt != null) {
            Files.setLastModifiedTime(temporary, FileTime.from(modifiedAt));
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeSlowly(byte[] bytes, Path target, int pieces) throws IOException {
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int piece = 0; piece < pieces; piece++) {
                int from = bytes.length * piece / pieces;
                out.write(bytes, from, bytes.length * (piece + 1) / pieces - from);
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}

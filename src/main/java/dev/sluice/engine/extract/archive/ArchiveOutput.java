package dev.sluice.engine.extract.archive;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ArchiveListing;
import dev.sluice.engine.parser.ArchiveTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** Writes the documents of one archive into files of ours, within its limits. The files' names are numbers. */
final class ArchiveOutput {
    /** Below that nothing counts as a bomb, however well it was packed. */
    private static final long HARMLESS = 100L << 20;

    private final ArchiveTask task;
    private final long packed;
    private final EntryPaths paths = new EntryPaths();
    private final List<ArchiveListing.Entry> entries = new ArrayList<>();
    private long unpacked;
    private int documents;

    /**
     * Makes one.
     *
     * @param packed size of the archive itself, in bytes
     */
    ArchiveOutput(ArchiveTask task, long packed) {
        this.task = task;
        this.packed = packed;
    }

    List<ArchiveListing.Entry> entries() {
        return entries;
    }

    /** Counts one before it is looked at. */
    void count() {
        if (++documents > task.limits().entries()) {
            throw new SluiceException(
                    ErrorCode.ARCHIVE_TOO_LARGE,
                    "The archive holds more than %,d documents (sluice.limits.archive-entries)."
                            .formatted(task.limits().entries()));
        }
    }

    void leaveOut(String name, long size, String reason) {
        entries.add(new ArchiveListing.Entry(paths.path(name), null, size, reason));
    }

    /**
     * Takes one document.
     *
     * @param packedSize what it takes in the archive, or -1
     * @param crc its checksum as it should be, or -1
     */
    void take(String name, InputStream content, long packedSize, long crc) throws IOException {
        Path file = Path.of(task.output(), "part-%05d".formatted(entries.size() + 1));
        long most = task.limits().fileSize();
        CRC32 sum = new CRC32();
        long size = 0;
        String damage = null;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            while (size <= most) {
                int read;
                try {
                    read = content.read(buffer);
                } catch (IOException | IllegalArgumentException e) {
                    damage = "it is damaged (%s)".formatted(e.getMessage());
                    break;
                }
                if (read < 0) {
                    break;
                }
                size += read;
                grow(read);
                sum.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (damage == null && size > most) {
            requireNoBomb(size, packedSize);
            damage = "it has more than %,d bytes (sluice.limits.file-size)".formatted(most);
        } else if (damage == null && crc >= 0 && crc != sum.getValue()) {
            damage = "it is damaged: its checksum is wrong";
        }
        if (damage != null) {
            Files.deleteIfExists(file);
            leaveOut(name, -1, damage);
        } else {
            entries.add(new ArchiveListing.Entry(
                    paths.path(name), file.getFileName().toString(), size, null));
        }
    }

    /** Refuses what claims to be, or turns out to be, far too much for how small it was packed. */
    void requireNoBomb(long size, long packedSize) {
        if (packedSize >= 0
                && size > task.limits().fileSize()
                && size / Math.max(1, packedSize) > task.limits().ratio()) {
            throw bomb();
        }
    }

    private void grow(int bytes) {
        unpacked += bytes;
        if (unpacked > task.limits().size()) {
            throw new SluiceException(
                    ErrorCode.ARCHIVE_TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The archive unpacks to more than %,d bytes (sluice.limits.archive-size).",
                            task.limits().size()));
        }
        if (unpacked > HARMLESS
                && unpacked / Math.max(1, packed) > task.limits().ratio()) {
            throw bomb();
        }
    }

    private SluiceException bomb() {
        return new SluiceException(
                ErrorCode.ARCHIVE_TOO_LARGE,
                "The archive unpacks to more than %d times its size (sluice.limits.archive-ratio): it was refused as a decompression bomb."
                        .formatted(task.limits().ratio()));
    }
}

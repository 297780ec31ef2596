package dev.sluice.engine.extract.archive;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Opens ZIP archives by their central directory: an entry that it does not name is none. */
final class ZipOpener {
    /** What names are written in that are no UTF-8 (APPNOTE 6.3.10, appendix D). */
    private static final Charset OLD = Charset.forName("IBM437");

    private ZipOpener() {}

    static void open(Path archive, ArchiveOutput output) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).setCharset(OLD).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .toList();
            entries.forEach(entry -> output.count());
            int locked = 0;
            for (ZipArchiveEntry entry : entries) {
                locked += entry.getGeneralPurposeBit().usesEncryption() ? 1 : 0;
                open(zip, entry, output);
            }
            if (locked > 0 && output.entries().stream().noneMatch(entry -> entry.file() != null)) {
                throw new SluiceException(
                        ErrorCode.PASSWORD_PROTECTED, "The archive is protected by a password; pack it without one.");
            }
        }
    }

    private static void open(ZipFile zip, ZipArchiveEntry entry, ArchiveOutput output) throws IOException {
        String name = name(entry);
        String refusal = EntryPaths.refusal(name);
        if (refusal == null && entry.isUnixSymlink()) {
            refusal = "it is a link";
        }
        if (refusal == null && entry.getGeneralPurposeBit().usesEncryption()) {
            refusal = "it is protected by a password";
        }
        if (refusal == null && !zip.canReadEntryData(entry)) {
            refusal = "it is packed by a method that is not read (%d)".formatted(entry.getMethod());
        }
        if (refusal != null) {
            output.leaveOut(name, entry.getSize(), refusal);
            return;
        }
        output.requireNoBomb(entry.getSize(), entry.getCompressedSize());
        InputStream content;
        try {
            content = zip.getInputStream(entry);
        } catch (IOException | IllegalArgumentException e) {
            output.leaveOut(name, entry.getSize(), "it is damaged (%s)".formatted(e.getMessage()));
            return;
        }
        if (content == null) {
            output.leaveOut(name, entry.getSize(), "it is damaged: its bytes are not there");
            return;
        }
        try (content) {
            output.take(name, content, entry.getCompressedSize(), entry.getCrc());
        }
    }

    private static String name(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (raw == null || entry.getNameSource() == ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD) {
            return entry.getName();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(raw, OLD);
        }
    }
}

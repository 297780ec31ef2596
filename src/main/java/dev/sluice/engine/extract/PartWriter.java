package dev.sluice.engine.extract;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.PartFile;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes one part, counts and hashes its bytes on the way, and stops at the limit. */
public final class PartWriter extends FilterOutputStream {
    private final Path file;
    private final String mediaType;
    private final long limit;
    private final MessageDigest digest;
    private long length;

    /** Writes into that file, at most {@code limit} bytes. */
    public PartWriter(Path file, String mediaType, long limit) throws IOException {
        super(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        this.file = file;
        this.mediaType = mediaType;
        this.limit = limit;
        this.digest = sha256();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        length = check(length + count, limit);
        digest.update(bytes, offset, count);
        out.write(bytes, offset, count);
    }

    private static long check(long length, long limit) {
        if (length > limit) {
            throw new SluiceException(
                    ErrorCode.OUTPUT_TOO_LARGE,
                    "The document's result is larger than " + limit + " bytes (sluice.limits.output-size).");
        }
        return length;
    }

    /** What was written; ask after closing. */
    public PartFile part() {
        return new PartFile(
                file.getFileName().toString(), length, HexFormat.of().formatHex(digest.digest()), mediaType);
    }

    /** Passes bytes on until there are more than the limit: for what is then compressed. */
    static OutputStream limited(OutputStream target, long limit) {
        return new FilterOutputStream(target) {
            private long count;

            @Override
            public void write(int b) throws IOException {
                count = check(count + 1, limit);
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                count = check(count + length, limit);
                out.write(bytes, offset, length);
            }
        };
    }
}

package dev.sluice.artifact.s3;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an object: an answer that ends early is an error, and closing early reads nothing more. */
final class ObjectStream extends FilterInputStream {
    private final ResponseInputStream<?> answer;
    private final @Nullable Long size;
    private long read;
    private boolean ended;

    ObjectStream(ResponseInputStream<?> answer, @Nullable Long size) {
        super(answer);
        this.answer = answer;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = answer.read(buffer, offset, length);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (count >= 0) {
            read += count;
        } else {
            ended = true;
            if (size != null && read < size) {
                throw new EOFException("the store sent %,d of %,d bytes".formatted(read, size));
            }
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = answer.skip(count);
        read += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (ended || (size != null && read == size)) {
            answer.close();
        } else {
            answer.abort();
        }
    }
}

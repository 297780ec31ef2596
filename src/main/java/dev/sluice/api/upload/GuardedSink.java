package dev.sluice.api.upload;

import dev.sluice.artifact.ContentSink;
import java.io.FilterOutputStream;
import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** Ends a document that is too large, and tells a disk that fails from a client that does. */
final class GuardedSink extends FilterOutputStream {
    private final ContentSink sink;
    private final String name;
    private final DataSize limit;

    GuardedSink(ContentSink sink, String name, DataSize limit) {
        super(sink);
        this.sink = sink;
        this.name = name;
        this.limit = limit;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (sink.size() + length > limit.toBytes()) {
            throw new BodyException(
                    BodyException.Kind.FILE_TOO_LARGE,
                    "'%s' has more than %,d bytes (sluice.limits.file-size); nothing of this request was accepted."
                            .formatted(name, limit.toBytes()));
        }
        try {
            sink.write(bytes, offset, length);
        } catch (IOException e) {
            throw new BodyException(BodyException.Kind.STORAGE, "The document cannot be stored now.", e);
        }
    }

    @Override
    public void flush() {
        // the sink has no buffer
    }
}

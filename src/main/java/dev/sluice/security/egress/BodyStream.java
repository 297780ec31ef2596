package dev.sluice.security.egress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends with an error where it becomes too large or too slow. */
final class BodyStream extends FilterInputStream {
    private final Watch watch;
    private final EgressLimits limits;
    private long seen;
    private boolean atEnd;

    BodyStream(InputStream in, Watch watch, EgressLimits limits) {
        super(in);
        this.watch = watch;
        this.limits = limits;
    }

    boolean atEnd() {
        return atEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(bytes, offset, length);
        } catch (IOException e) {
            throw Problems.of(e, watch.expired(), limits);
        }
        if (read < 0) {
            if (watch.expired()) {
                throw Problems.of(new IOException("ended by the time limit"), true, limits);
            }
            atEnd = true;
            return read;
        }
        seen += read;
        if (seen > limits.maxBytes()) {
            throw Problems.tooLarge(limits.maxBytes());
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        return read(new byte[(int) Math.min(n, 8192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Not the stream below, which would read on: the response hangs up. */
    @Override
    public void close() {}
}

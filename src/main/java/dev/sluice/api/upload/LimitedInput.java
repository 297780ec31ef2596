package dev.sluice.api.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.util.unit.DataSize;

/** A request body that ends in a {@link BodyException} when it is too long or breaks off. */
final class LimitedInput extends FilterInputStream {
    private final DataSize limit;
    private long count;

    LimitedInput(InputStream in, DataSize limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int read;
        try {
            read = in.read(bytes, offset, length);
        } catch (IOException e) {
            throw new BodyException(BodyException.Kind.MALFORMED, "The request body broke off.", e);
        }
        count += Math.max(read, 0);
        check(count, limit);
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        return in.skip(0); // whoever skips reads: so that everything is counted
    }

    static void check(long size, DataSize limit) {
        if (size > limit.toBytes()) {
            throw new BodyException(
                    BodyException.Kind.REQUEST_TOO_LARGE,
                    "The request has more than %,d bytes (sluice.limits.request-size); send the documents in several requests."
                            .formatted(limit.toBytes()));
        }
    }
}

package dev.sluice.api.pulse.largeresult;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A download under way: as long as the client takes bytes, nobody else gets the result. */
final class LentOutput extends FilterOutputStream {
    private static final int STEP = 64 * 1024;

    private final BooleanSupplier extend;
    private final long every;
    private final LongSupplier nanoTime;
    private long next;

    /**
     * @param extend extends the lease; false if it is lost
     * @param every nanoseconds between two extensions
     */
    LentOutput(OutputStream out, BooleanSupplier extend, long every, LongSupplier nanoTime) {
        super(out);
        this.extend = extend;
        this.every = every;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + every;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int from = 0; from < length; from += STEP) {
            if (nanoTime.getAsLong() - next >= 0) {
                if (!extend.getAsBoolean()) {
                    throw new IOException("the download was taken for dead, and another one has the result");
                }
                next = nanoTime.getAsLong() + every;
            }
            out.write(bytes, offset + from, Math.min(STEP, length - from));
        }
    }
}

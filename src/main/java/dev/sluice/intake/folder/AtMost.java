package dev.sluice.intake.folder;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after that many bytes: a file that grows while it is read must not fill the disk. */
final class AtMost extends FilterInputStream {
    private long left;

    AtMost(InputStream in, long bytes) {
        super(in);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        int value = left > 0 ? super.read() : -1;
        left -= value >= 0 ? 1 : 0;
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left <= 0 && length > 0) {
            return -1;
        }
        int count = super.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}

package dev.sluice.api.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way out, of which nobody knows beforehand how many there are: few stay in memory, many go to a file
 * that is gone when it is closed, or when the process dies.
 */
public final class Spool extends OutputStream {
    private static final int IN_MEMORY = 256 * 1024;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
    private @Nullable FileChannel file;
    private long size;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (memory.size() + length > IN_MEMORY) {
            empty();
        }
        if (length > IN_MEMORY) {
            append(ByteBuffer.wrap(bytes, offset, length));
        } else {
            memory.write(bytes, offset, length);
        }
    }

    private void empty() throws IOException {
        append(ByteBuffer.wrap(memory.toByteArray()));
        memory.reset();
    }

    private void append(ByteBuffer bytes) throws IOException {
        if (file == null) {
            file = open();
        }
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("sluice-answer-", ".tmp");
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        Files.deleteIfExists(path); // where the platform can, the name goes at once
        return channel;
    }

    /** How many bytes there are. */
    public long size() {
        return size;
    }

    /** Copies them all; nothing may be written afterwards. */
    public void copyTo(OutputStream out) throws IOException {
        if (file != null) {
            file.position(0);
            InputStream in = Channels.newInputStream(file); // not closed: that would close the file
            in.transferTo(out);
        }
        memory.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}

package dev.sluice.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Takes the bytes of one content as they come. Closed without {@link #commit} it leaves nothing behind. */
public final class ContentSink extends OutputStream {
    private final ContentStore store;
    private final Path temporary;
    private final Consumer<String> committed;
    private final FileChannel channel;
    private final MessageDigest digest = Durable.sha256();
    private long size;

    ContentSink(ContentStore store, Path temporary, Consumer<String> committed) throws IOException {
        this.store = store;
        this.temporary = temporary;
        this.committed = committed;
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        size += length;
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** How many bytes have come so far. */
    public long size() {
        return size;
    }

    /** Takes the bytes in charge: when this returns they survive a crash. */
    public StoredContent commit() throws IOException {
        channel.force(true);
        channel.close();
        StoredContent stored = new StoredContent(HexFormat.of().formatHex(digest.digest()), size);
        store.name(temporary, stored.sha256());
        committed.accept(stored.sha256());
        return stored;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}

package dev.sluice.engine.parser;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Messages over a pipe: four bytes of length, most significant first, then that many bytes of JSON. */
public final class Frames {
    /** Longest message either side accepts: an order may name thousands of inputs, replies are small. */
    public static final int MAX_LENGTH = 1 << 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Frames() {}

    /** Writes one message and flushes it. */
    public static void write(OutputStream out, Object message) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(message);
        if (bytes.length > MAX_LENGTH) {
            throw new IOException("A message of " + bytes.length + " bytes is longer than the limit of " + MAX_LENGTH);
        }
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(bytes.length);
        data.write(bytes);
        data.flush();
    }

    /**
     * Reads one message.
     *
     * @throws EOFException when the other side has closed the pipe
     * @throws IOException when what arrives is no message of that type
     */
    public static <T> T read(InputStream in, Class<T> type) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int length = data.readInt();
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("A message claims " + length + " bytes; the limit is " + MAX_LENGTH);
        }
        byte[] bytes = new byte[length];
        data.readFully(bytes);
        return JSON.readValue(bytes, type);
    }
}

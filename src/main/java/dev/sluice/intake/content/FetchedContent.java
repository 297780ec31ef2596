package dev.sluice.intake.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A document that is being fetched.
 *
 * @param bytes its content, not yet read; closing it releases the connection
 * @param size the declared length in bytes of exactly these bytes, or null if none was declared
 * @param name the file name that its server suggests, as it came: it is sanitised by whoever takes it; or null
 * @param mediaType the declared type, such as {@code application/pdf}: a hint, or null
 */
record FetchedContent(
        InputStream bytes,
        @Nullable Long size,
        @Nullable String name,
        @Nullable String mediaType) implements Closeable {
    @Override
    public void close() throws IOException {
        bytes.close();
    }
}

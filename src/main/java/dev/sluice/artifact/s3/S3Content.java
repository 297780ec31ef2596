package dev.sluice.artifact.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An object that is being read.
 *
 * @param bytes closing it early breaks the connection off; a read that fails can be tried again
 * @param size in bytes, as the store declares it, or null
 * @param etag of the version that is read, quotes included, or null
 * @param mediaType as whoever stored it declared it: a hint; null if it says nothing
 */
public record S3Content(
        InputStream bytes,
        @Nullable Long size,
        @Nullable String etag,
        @Nullable String mediaType) implements Closeable {
    @Override
    public void close() throws IOException {
        bytes.close();
    }
}

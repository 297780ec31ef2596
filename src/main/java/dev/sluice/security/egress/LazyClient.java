package dev.sluice.security.egress;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/** A client that is made at its first use: it reads all certificates of the JVM, and the hub starts without. */
final class LazyClient implements Closeable {
    private final Supplier<CloseableHttpClient> maker;
    private @Nullable CloseableHttpClient client;
    private boolean closed;

    LazyClient(Supplier<CloseableHttpClient> maker) {
        this.maker = maker;
    }

    synchronized CloseableHttpClient get() {
        if (client == null) {
            if (closed) {
                throw new IllegalStateException("The client is closed");
            }
            client = maker.get();
        }
        return client;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (client != null) {
            client.close();
        }
    }
}

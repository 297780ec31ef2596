package dev.sluice.artifact.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What the program makes of the configuration of one store, for tests in other packages. */
public final class S3Stores implements AutoCloseable {
    private final S3Connections connections;

    private S3Stores(S3Connections connections) {
        this.connections = connections;
    }

    /** The default connection leads there. */
    public static S3Stores at(URI endpoint, String accessKey, String secretKey) {
        return new S3Stores(Connections.of(new HashMap<>(Map.of(
                "sluice.s3.endpoint",
                endpoint.toString(),
                "sluice.s3.access-key",
                accessKey,
                "sluice.s3.secret-key",
                secretKey,
                "sluice.s3.attempts",
                "1",
                "sluice.s3.timeout",
                "5s"))));
    }

    /** Nobody listens there. */
    public static S3Stores nowhere() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return at(URI.create("http://127.0.0.1:" + closed.getLocalPort()), "a", "b");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public S3Listing listing() {
        return new S3Listing(connections);
    }

    public S3Objects objects() {
        return new S3Objects(connections);
    }

    @Override
    public void close() {
        connections.close();
    }
}

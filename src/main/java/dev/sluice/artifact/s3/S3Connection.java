package dev.sluice.artifact.s3;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** One store with one set of credentials, and its client. */
final class S3Connection implements AutoCloseable {
    private final @Nullable String name;
    private final S3Settings settings;
    private @Nullable S3Client client;
    private boolean closed;

    /**
     * @param name null for the default
     * @throws IllegalArgumentException with a sentence that says which key is wrong
     */
    S3Connection(@Nullable String name, S3Settings settings) {
        this.name = name;
        this.settings = settings;
        check();
    }

    private void check() {
        URI endpoint = settings.endpoint();
        if (endpoint != null
                && (endpoint.getHost() == null
                        || endpoint.getUserInfo() != null
                        || endpoint.getQuery() != null
                        || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme())))) {
            throw new IllegalArgumentException(
                    "%s.endpoint must be like https://storage.example.com:9000.".formatted(prefix()));
        }
        if (settings.attempts() < 1) {
            throw new IllegalArgumentException("%s.attempts must be 1 or more.".formatted(prefix()));
        }
        settings.buckets().forEach(bucket -> {
            try {
                new S3Address(bucket, "");
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s.buckets: %s.".formatted(prefix(), e.getMessage()), e);
            }
        });
    }

    /** Null for the default. */
    @Nullable
    String name() {
        return name;
    }

    S3Settings settings() {
        return settings;
    }

    /** Where its keys stand. */
    String prefix() {
        return name == null ? "sluice.s3" : "sluice.connections." + name + ".s3";
    }

    /** @throws SluiceException {@code STORAGE_NOT_FOUND} */
    void requireServes(String bucket) {
        if (!settings.isConfigured()) {
            throw new SluiceException(
                    ErrorCode.STORAGE_NOT_FOUND,
                    "No connection serves the bucket %s: set sluice.s3.endpoint or sluice.s3.region, and the keys."
                            .formatted(bucket));
        }
        if (!settings.buckets().isEmpty() && !settings.buckets().contains(bucket)) {
            throw new SluiceException(
                    ErrorCode.STORAGE_NOT_FOUND,
                    "No connection serves the bucket %s: %s.buckets does not name it.".formatted(bucket, prefix()));
        }
        if (bucket.contains(".") && !settings.isPathStyle()) {
            // As part of a host name it could lead to another host.
            throw new SluiceException(
                    ErrorCode.STORAGE_NOT_FOUND,
                    "The bucket %s has a dot in its name, which needs %s.path-style: true."
                            .formatted(bucket, prefix()));
        }
    }

    /** Ready to be used. */
    synchronized S3Client client() {
        if (closed) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "Sluice is stopping; the store is not asked any more.");
        }
        if (client == null) {
            client = S3Clients.create(settings, prefix());
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
            client = null;
        }
    }
}

package dev.sluice.artifact.s3;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The S3 connections of the configuration: one client each, made when first needed. A bucket belongs to the connection
 * that names it, else to the default.
 */
public final class S3Connections implements AutoCloseable {
    private final S3Connection standard;
    private final Map<String, S3Connection> named = new HashMap<>();
    private final Map<String, S3Connection> byBucket = new HashMap<>();

    /** @throws IllegalArgumentException with a sentence that says which key is wrong */
    S3Connections(ConnectionSettings settings) {
        standard = new S3Connection(null, settings.s3());
        settings.connections().forEach((name, connection) -> {
            S3Connection made = new S3Connection(name, connection.s3());
            if (!connection.s3().isConfigured()) {
                throw new IllegalArgumentException("%s.endpoint or %s.region must say where the store is."
                        .formatted(made.prefix(), made.prefix()));
            }
            named.put(name, made);
        });
        claimBuckets(standard);
        named.values().forEach(this::claimBuckets);
    }

    private void claimBuckets(S3Connection connection) {
        for (String bucket : connection.settings().buckets()) {
            S3Connection other = byBucket.put(bucket, connection);
            if (other != null && other != connection) {
                throw new IllegalArgumentException("the bucket %s stands in %s.buckets and in %s.buckets; name it once."
                        .formatted(bucket, other.prefix(), connection.prefix()));
            }
        }
    }

    /**
     * The connection for a bucket.
     *
     * @param name of the connection that must be used, or null for the bucket's own
     * @throws SluiceException {@code STORAGE_NOT_FOUND} if none serves it
     */
    S3Connection of(String bucket, @Nullable String name) {
        S3Connection connection = Optional.ofNullable(
                        name == null ? byBucket.getOrDefault(bucket, standard) : named.get(name))
                .orElseThrow(() -> new SluiceException(
                        ErrorCode.STORAGE_NOT_FOUND,
                        "There is no connection \"%s\"; those of the configuration are %s."
                                .formatted(
                                        name, named.keySet().stream().sorted().toList())));
        connection.requireServes(bucket);
        return connection;
    }

    /** Ends all of them. */
    @Override
    public void close() {
        standard.close();
        named.values().forEach(S3Connection::close);
    }
}

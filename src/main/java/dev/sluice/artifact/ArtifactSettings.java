package dev.sluice.artifact;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.artifact.*}.
 *
 * @param store where documents and results are kept
 * @param directory the directory; with another store, what is being worked on
 * @param bucket of the store {@code s3}
 * @param prefix in the bucket, below which they lie
 * @param connection the name of the S3 connection to use; null for the bucket's own
 * @param cache how long a local copy of what lies in another store is kept after it was last used
 * @param grace how old something that nobody refers to must be before it is removed
 */
@ConfigurationProperties("sluice.artifact")
public record ArtifactSettings(
        @DefaultValue("directory") Store store,
        Path directory,
        @Nullable String bucket,
        @DefaultValue("sluice") String prefix,
        @Nullable String connection,
        @DefaultValue("1d") Duration cache,
        @DefaultValue("1h") Duration grace) {

    /** The kinds of stores. */
    public enum Store {
        /** A directory of this machine. */
        DIRECTORY,
        /** A bucket, which several nodes share. */
        S3
    }

    public ArtifactSettings {
        bucket = bucket == null || bucket.isBlank() ? null : bucket;
        connection = connection == null || connection.isBlank() ? null : connection;
        if (store == Store.S3 && bucket == null) {
            throw new IllegalArgumentException(
                    "sluice.artifact.store is s3: sluice.artifact.bucket must name the bucket.");
        }
    }
}

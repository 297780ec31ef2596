package dev.sluice.artifact.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.s3.*} and {@code sluice.connections.<name>.s3.*}. Empty values count as none.
 *
 * @param endpoint of an S3-compatible store; null: Amazon's of the region
 * @param region needed for Amazon; other stores rarely look at it
 * @param accessKeyFile a file that holds the access key, in place of it
 * @param secretKeyFile a file that holds the secret key, in place of it
 * @param pathStyle whether the bucket stands in the path of the URL rather than in its host; null: with an endpoint yes
 * @param buckets those it serves; empty: all that no other connection names
 * @param bucketOwner the AWS account that the buckets must belong to, or null
 * @param wholeBucket whether all of a bucket may be listed, not only what is below a prefix
 * @param connectTimeout for the connection
 * @param timeout without a byte for so long, an answer counts as lost
 * @param attempts how often one call is tried
 */
record S3Settings(
        @Nullable URI endpoint,
        @Nullable String region,
        @DefaultValue("keys") Credentials credentials,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @Nullable Path accessKeyFile,
        @Nullable Path secretKeyFile,
        @Nullable Boolean pathStyle,
        @DefaultValue List<String> buckets,
        @Nullable String bucketOwner,
        @DefaultValue("false") boolean wholeBucket,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("3") int attempts) {

    /** Where the credentials come from. */
    enum Credentials {
        /** From these settings; nothing else is asked. */
        KEYS,
        /** There are none: public buckets. */
        ANONYMOUS,
        /** Where AWS tools look: environment, profile, container, instance. */
        AWS
    }

    S3Settings {
        endpoint = endpoint == null || endpoint.toString().isBlank() ? null : endpoint;
        region = blankToNull(region);
        accessKey = blankToNull(accessKey);
        secretKey = blankToNull(secretKey);
        accessKeyFile = accessKeyFile == null || accessKeyFile.toString().isBlank() ? null : accessKeyFile;
        secretKeyFile = secretKeyFile == null || secretKeyFile.toString().isBlank() ? null : secretKeyFile;
        bucketOwner = blankToNull(bucketOwner);
        buckets = buckets.stream().filter(bucket -> !bucket.isBlank()).toList();
    }

    /** Whether anybody has said where the store is. */
    boolean isConfigured() {
        return endpoint != null || region != null;
    }

    boolean isPathStyle() {
        return pathStyle != null ? pathStyle : endpoint != null;
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, region=%s, credentials=%s, buckets=%s]"
                .formatted(endpoint, region, credentials, buckets);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

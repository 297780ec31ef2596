package dev.sluice.intake.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a document lies that its job fetches: written down with the intake record.
 *
 * @param kind what has to be spoken to fetch it
 * @param address of a URL: the URL; of an object: {@code s3://bucket/key}, the key as it is and never parsed as a URI.
 *     It may hold a secret (a presigned query): for logs and people there is {@link #label}
 * @param connection the named connection whose credentials are used, or null for none or the default
 * @param etag the version that was seen, as its server wrote it, quotes included (RFC 9110, section 8.8.3); another
 *     version is not taken. Null: whatever is there
 * @param versionId the version of an object in a bucket that keeps versions, or null
 */
public record Locator(
        Kind kind,
        String address,
        @Nullable String connection,
        @Nullable String etag,
        @Nullable String versionId) {

    /** What has to be spoken to fetch it. */
    public enum Kind {
        /** {@code http} or {@code https}. */
        URL,
        /** An object of an S3 bucket. */
        S3;

        /** The word in tables: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A URL, whatever version is there when it is fetched. */
    public static Locator url(String url) {
        return url(url, null);
    }

    /** A URL in the version with that entity tag. */
    public static Locator url(String url, @Nullable String etag) {
        return new Locator(Kind.URL, url, null, etag, null);
    }

    /** An object in the version that was listed. */
    public static Locator s3(
            String bucket, String key, @Nullable String connection, @Nullable String etag, @Nullable String versionId) {
        return new Locator(Kind.S3, "s3://" + bucket + "/" + key, connection, etag, versionId);
    }

    /** The address for logs and people: without the query of a URL, which may be a secret. */
    public String label() {
        return kind == Kind.URL ? address.replaceFirst("[?#](?s:.*)$", "") : address;
    }

    @Override
    public String toString() {
        return label();
    }
}

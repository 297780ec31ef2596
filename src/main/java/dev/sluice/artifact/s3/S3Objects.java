package dev.sluice.artifact.s3;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads and writes single objects. A bucket is never created. */
public final class S3Objects {
    /** What stores say when nobody told them. */
    private static final Set<String> NO_TYPE = Set.of("application/octet-stream", "binary/octet-stream");

    /** How long somebody who waits for an answer waits for the store's. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(S3Objects.class);

    private final S3Connections connections;

    S3Objects(S3Connections connections) {
        this.connections = connections;
    }

    /**
     * Makes sure that there is a connection for a bucket, without asking the store.
     *
     * @param connection its name, or null for the bucket's own
     * @throws SluiceException {@code STORAGE_NOT_FOUND}
     */
    public void requireConnection(String bucket, @Nullable String connection) {
        connections.of(bucket, connection);
    }

    /**
     * Makes sure that there is a connection for a bucket, and that its store does not say there is no such bucket. One
     * that does not answer soon, or lets nobody ask, says nothing: writing may still succeed.
     *
     * @throws SluiceException {@code STORAGE_NOT_FOUND}
     */
    public void requireBucket(String bucket) {
        S3Connection found = connections.of(bucket, null);
        try {
            found.client()
                    .headBucket(head -> head.bucket(bucket)
                            .expectedBucketOwner(found.settings().bucketOwner())
                            .overrideConfiguration(call -> call.apiCallTimeout(LOOK)));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == 404) {
                throw new SluiceException(
                        ErrorCode.STORAGE_NOT_FOUND,
                        "There is no bucket %s at the store of %s; make it, for none is ever made here."
                                .formatted(bucket, found.prefix()),
                        e);
            }
            log.debug("Whether there is a bucket {} could not be asked.", bucket, e);
        }
    }

    /**
     * Opens an object.
     *
     * @param connection the name of the connection to use, or null for the bucket's own
     * @param etag the version that was listed, quotes included; another one is not taken. Null: whatever is there
     * @param versionId in a bucket that keeps versions, or null
     * @throws SluiceException {@code SOURCE_GONE}, {@code SOURCE_CHANGED}, {@code SOURCE_REFUSED},
     *     {@code STORAGE_NOT_FOUND}, {@code STORAGE_REFUSED} or {@code STORAGE_UNAVAILABLE}
     */
    public S3Content open(
            S3Address address, @Nullable String connection, @Nullable String etag, @Nullable String versionId) {
        S3Connection found = connections.of(address.bucket(), connection);
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .ifMatch(etag)
                .versionId(versionId)
                .expectedBucketOwner(found.settings().bucketOwner())
                .build();
        try {
            ResponseInputStream<GetObjectResponse> answer = found.client().getObject(request);
            GetObjectResponse facts = answer.response();
            String type = facts.contentType();
            return new S3Content(
                    new ObjectStream(answer, facts.contentLength()),
                    facts.contentLength(),
                    facts.eTag(),
                    type == null || NO_TYPE.contains(type) ? null : type);
        } catch (SdkException e) {
            throw S3Errors.of(e, found, address, "read " + address);
        }
    }

    /**
     * Writes an object, whole or not at all, replacing what is there. The store compares the MD5 of what arrived.
     *
     * @param file its content; does not change meanwhile
     * @param connection the name of the connection to use, or null for the bucket's own
     * @throws SluiceException {@code STORAGE_NOT_FOUND}, {@code STORAGE_REFUSED} or {@code STORAGE_UNAVAILABLE}
     * @throws UncheckedIOException if the file cannot be read
     */
    public void put(S3Address address, @Nullable String connection, Path file, String mediaType) {
        S3Connection found = connections.of(address.bucket(), connection);
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .contentType(mediaType)
                .contentMD5(md5(file))
                .expectedBucketOwner(found.settings().bucketOwner())
                .build();
        try {
            found.client().putObject(request, RequestBody.fromFile(file));
        } catch (SdkException e) {
            SluiceException failure = S3Errors.of(e, found, address, "write " + address);
            if (failure.failure().code().name().startsWith("SOURCE_")) {
                throw new SluiceException(
                        ErrorCode.STORAGE_REFUSED, failure.failure().message(), e);
            }
            throw failure;
        }
    }

    /**
     * Removes an object, if it is there.
     *
     * @param connection the name of the connection to use, or null for the bucket's own
     * @throws SluiceException {@code STORAGE_NOT_FOUND}, {@code STORAGE_REFUSED} or {@code STORAGE_UNAVAILABLE}
     */
    public void delete(S3Address address, @Nullable String connection) {
        S3Connection found = connections.of(address.bucket(), connection);
        DeleteObjectRequest request = DeleteObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .expectedBucketOwner(found.settings().bucketOwner())
                .build();
        try {
            found.client().deleteObject(request);
        } catch (SdkException e) {
            SluiceException failure = S3Errors.of(e, found, address, "remove " + address);
            if (failure.failure().code() != ErrorCode.SOURCE_GONE) {
                throw failure;
            }
        }
    }

    private static String md5(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // No secret depends on it: the protocol's own check against bytes that changed on the way.
            MessageDigest digest = MessageDigest.getInstance("MD5");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}

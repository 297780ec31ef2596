package dev.sluice.artifact.s3;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Tags, copies and removes objects that belong to somebody else: only ever the very version that is named. All of it
 * can be repeated. Every method throws {@link SluiceException} with {@code STORAGE_NOT_FOUND}, {@code STORAGE_REFUSED} or
 * {@code STORAGE_UNAVAILABLE}; {@code SOURCE_GONE} or {@code SOURCE_CHANGED} if that version is no longer there.
 */
public final class S3Originals {
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Connections connections;

    S3Originals(S3Connections connections) {
        this.connections = connections;
    }

    /** What is there now; empty for nothing. */
    public Optional<ObjectFacts> look(S3Address address, @Nullable String connection) {
        S3Connection found = connections.of(address.bucket(), connection);
        HeadObjectRequest request = HeadObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .expectedBucketOwner(found.settings().bucketOwner())
                .build();
        try {
            HeadObjectResponse answer = found.client().headObject(request);
            String version = answer.versionId();
            return Optional.of(new ObjectFacts(
                    answer.eTag(),
                    answer.contentLength() == null ? 0 : answer.contentLength(),
                    version == null || version.equals("null") ? null : version));
        } catch (SdkException e) {
            SluiceException failure = S3Errors.of(e, found, address, "look at " + address);
            if (failure.failure().code() == ErrorCode.SOURCE_GONE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * Copies a version within its store, with its metadata and tags, and makes sure that it arrived whole.
     *
     * @param etag of the version
     * @return the copy
     */
    public ObjectFacts copy(S3Address from, String etag, S3Address to, @Nullable String connection) {
        S3Connection found = connections.of(from.bucket(), connection);
        CopyObjectRequest request = CopyObjectRequest.builder()
                .sourceBucket(from.bucket())
                .sourceKey(from.key())
                .copySourceIfMatch(etag)
                .destinationBucket(to.bucket())
                .destinationKey(to.key())
                .expectedSourceBucketOwner(found.settings().bucketOwner())
                .expectedBucketOwner(found.settings().bucketOwner())
                .build();
        try {
            found.client().copyObject(request);
        } catch (SdkException e) {
            throw S3Errors.of(e, found, from, "copy %s to %s".formatted(from, to));
        }
        return look(to, connection)
                .orElseThrow(() -> new SluiceException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "Cannot copy %s to %s: the store says that it did, but it is not there.".formatted(from, to)));
    }

    /**
     * Removes a version. Where the store does not compare versions when it removes, it is compared just before.
     *
     * @param etag of the version
     */
    public void delete(S3Address address, String etag, @Nullable String connection) {
        S3Connection found = connections.of(address.bucket(), connection);
        ObjectFacts now = look(address, connection).orElseThrow(() -> gone(address));
        if (!etag.equals(now.etag())) {
            throw changed(address);
        }
        try {
            found.client().deleteObject(removal(address, found).ifMatch(etag).build());
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED) {
                throw S3Errors.of(e, found, address, "remove " + address);
            }
            try {
                found.client()
                        .deleteObject(removal(address, found)
                                .versionId(now.versionId())
                                .build());
            } catch (SdkException again) {
                throw S3Errors.of(again, found, address, "remove " + address);
            }
        } catch (SdkException e) {
            throw S3Errors.of(e, found, address, "remove " + address);
        }
    }

    private static DeleteObjectRequest.Builder removal(S3Address address, S3Connection connection) {
        return DeleteObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .expectedBucketOwner(connection.settings().bucketOwner());
    }

    /**
     * Sets one tag of a version and keeps its others.
     *
     * @param etag of the version
     */
    public void tag(S3Address address, String etag, @Nullable String connection, String name, String value) {
        S3Connection found = connections.of(address.bucket(), connection);
        ObjectFacts now = look(address, connection).orElseThrow(() -> gone(address));
        if (!etag.equals(now.etag())) {
            throw changed(address);
        }
        try {
            List<Tag> tags = found.client()
                    .getObjectTagging(GetObjectTaggingRequest.builder()
                            .bucket(address.bucket())
                            .key(address.key())
                            .versionId(now.versionId())
                            .expectedBucketOwner(found.settings().bucketOwner())
                            .build())
                    .tagSet();
            Tag wanted = Tag.builder().key(name).value(value).build();
            if (tags.contains(wanted)) {
                return;
            }
            List<Tag> all = Stream.concat(tags.stream().filter(tag -> !tag.key().equals(name)), Stream.of(wanted))
                    .toList();
            found.client()
                    .putObjectTagging(PutObjectTaggingRequest.builder()
                            .bucket(address.bucket())
                            .key(address.key())
                            .versionId(now.versionId())
                            .tagging(tagging -> tagging.tagSet(all))
                            .expectedBucketOwner(found.settings().bucketOwner())
                            .build());
        } catch (SdkException e) {
            throw S3Errors.of(e, found, address, "tag " + address);
        }
    }

    private static SluiceException gone(S3Address address) {
        return new SluiceException(ErrorCode.SOURCE_GONE, "There is no object %s any more.".formatted(address));
    }

    private static SluiceException changed(S3Address address) {
        return new SluiceException(
                ErrorCode.SOURCE_CHANGED, "The object %s has been replaced by another version.".formatted(address));
    }
}

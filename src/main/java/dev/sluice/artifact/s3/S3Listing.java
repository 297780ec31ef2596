package dev.sluice.artifact.s3;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists what lies below a prefix, however much it is. */
public final class S3Listing {
    private static final String HADOOP_FOLDER = "_$folder$";

    private final S3Connections connections;

    S3Listing(S3Connections connections) {
        this.connections = connections;
    }

    /**
     * Reads {@code s3://bucket/folder/} without asking the store.
     *
     * @param connection the connection to use, or null for the bucket's own
     * @return the place, with a {@code /} at its end: {@code s3://bucket/ten1} never includes {@code ten10/a.pdf}, nor the
     *     object {@code ten1} itself
     * @throws SluiceException {@code INVALID_SOURCE} if it is none that may be listed; {@code STORAGE_NOT_FOUND} if no
     *     connection serves it
     */
    public S3Prefix prefix(String text, @Nullable String connection) {
        S3Address address;
        try {
            address = S3Address.parse(text).asPrefix();
        } catch (IllegalArgumentException e) {
            throw new SluiceException(
                    ErrorCode.INVALID_SOURCE, "The S3 prefix cannot be used: " + e.getMessage() + ".", e);
        }
        S3Connection found = connections.of(address.bucket(), connection);
        if (address.key().isEmpty() && !found.settings().wholeBucket()) {
            throw new SluiceException(
                    ErrorCode.INVALID_SOURCE,
                    "The S3 prefix %s is a whole bucket; name a folder in it, or allow it with %s.whole-bucket."
                            .formatted(address, found.prefix()));
        }
        return new S3Prefix(address, found.name());
    }

    /**
     * Lists page by page (of 1,000 keys usually), each fetched when it is asked for. What is written meanwhile may be
     * there or not.
     *
     * @param after only keys after that one: the cursor of the last page that was taken, or null for all
     * @return a stream that throws {@link SluiceException} while it is read: {@code STORAGE_NOT_FOUND},
     *     {@code STORAGE_REFUSED} or {@code STORAGE_UNAVAILABLE}
     */
    public Stream<S3Page> pages(S3Prefix prefix, @Nullable String after) {
        S3Address address = prefix.address();
        S3Connection connection = connections.of(address.bucket(), prefix.connection());
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(address.bucket())
                .prefix(address.key())
                .startAfter(after)
                .encodingType(EncodingType.URL) // XML cannot hold every key
                .expectedBucketOwner(connection.settings().bucketOwner())
                .build();
        Guard guard = new Guard(connection, address);
        Iterator<ListObjectsV2Response> answers = guard.run(
                () -> connection.client().listObjectsV2Paginator(request).iterator());
        Iterable<S3Page> pages = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return answers.hasNext();
            }

            @Override
            public S3Page next() {
                return page(guard.run(answers::next), address.key());
            }
        };
        return StreamSupport.stream(pages.spliterator(), false);
    }

    private static S3Page page(ListObjectsV2Response answer, String prefix) {
        List<ListedObject> objects = new ArrayList<>();
        int folders = 0;
        int unnameable = 0;
        String cursor = null;
        for (S3Object object : answer.contents()) {
            String key = object.key();
            boolean text = S3Address.isText(key);
            // A cursor that cannot be written down is none; the key comes again, and is left out again.
            cursor = text ? key : cursor;
            long size = Objects.requireNonNullElse(object.size(), 0L);
            if (!text) {
                unnameable++;
            } else if (isFolder(key, size) || !key.startsWith(prefix)) {
                folders++;
            } else {
                objects.add(new ListedObject(
                        key, size, object.eTag(), Objects.requireNonNullElse(object.lastModified(), Instant.EPOCH)));
            }
        }
        return new S3Page(objects, folders, unnameable, cursor, !Boolean.TRUE.equals(answer.isTruncated()));
    }

    private static boolean isFolder(String key, long size) {
        return key.endsWith("/") || (size == 0 && key.endsWith(HADOOP_FOLDER));
    }

    private record Guard(S3Connection connection, S3Address address) {
        <T> T run(Supplier<T> call) {
            try {
                return call.get();
            } catch (SdkException e) {
                throw S3Errors.of(e, connection, address, "list " + address);
            }
        }
    }
}

package dev.sluice.bench;

import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * Where the S3 server of a bench keeps the objects of its one bucket: in order, so that a page costs what lies on it. The
 * server's own stores walk and sort everything for each page, and keep 8 KiB for each object.
 */
final class OrderedBlobStore extends ForwardingBlobStore {
    private record Stored(byte[] content, long writtenAt) {
        String etag() {
            return etagOf(content);
        }
    }

    private final ConcurrentNavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final LongAdder listed = new LongAdder();
    private final List<String> beginnings = new CopyOnWriteArrayList<>();

    OrderedBlobStore() {
        super(new TransientNio2BlobStore());
    }

    /** What the server says of that content, without quotes. */
    @SuppressWarnings("deprecation") // S3's entity tags are MD5
    static String etagOf(byte[] content) {
        return Hashing.md5().hashBytes(content).toString();
    }

    /** Writes an object without asking the server. */
    void put(String key, byte[] content) {
        objects.put(key, new Stored(content, System.currentTimeMillis()));
    }

    /** Keys that were on all pages so far. */
    long listed() {
        return listed.sum();
    }

    /** Where each listing so far has begun: the key after which, empty for the front. */
    List<String> beginnings() {
        return List.copyOf(beginnings);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        String after = request.continuationToken() == null ? request.startAfter() : request.continuationToken();
        if (request.continuationToken() == null) {
            beginnings.add(Objects.requireNonNullElse(after, ""));
        }
        String prefix = Objects.requireNonNullElse(request.prefix(), "");
        boolean goesOn = after != null && after.compareTo(prefix) >= 0;
        int most = Objects.requireNonNullElse(request.maxKeys(), 1_000);
        List<S3Object> page = new ArrayList<>();
        for (Map.Entry<String, Stored> entry :
                objects.tailMap(goesOn ? after : prefix, !goesOn).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (page.size() == most) {
                return page(page, page.get(most - 1).key());
            }
            Stored stored = entry.getValue();
            page.add(SdkResponses.objectEntry(
                    entry.getKey(),
                    stored.etag(),
                    Instant.ofEpochMilli(stored.writtenAt()),
                    (long) stored.content().length,
                    StorageClass.STANDARD));
        }
        return page(page, null);
    }

    private ListObjectsV2Response page(List<S3Object> page, @Nullable String next) {
        listed.add(page.size());
        return SdkResponses.objectsPage(page, List.of(), next);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream in) {
        try {
            byte[] content = in.readAllBytes();
            put(request.key(), content);
            return SdkResponses.putResponse(etagOf(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return objects.containsKey(key);
    }

    @Override
    public @Nullable HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        Stored stored = objects.get(request.key());
        return stored == null ? null : SdkResponses.toHead(facts(stored));
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        Stored stored = objects.get(request.key());
        if (stored == null) {
            throw S3Exceptions.noSuchKey(request.bucket(), request.key(), "there is no such object");
        }
        String wanted = request.ifMatch();
        if (wanted != null && !wanted.replace("\"", "").equals(stored.etag())) {
            throw S3Exceptions.fromStatusCode(412, stored.etag(), Map.of(), null);
        }
        return SdkResponses.getResponse(facts(stored), new ByteArrayInputStream(stored.content()));
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        objects.remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    private static GetObjectResponse facts(Stored stored) {
        return GetObjectResponse.builder()
                .eTag(stored.etag())
                .contentLength((long) stored.content().length)
                .contentType("application/octet-stream")
                .lastModified(Instant.ofEpochMilli(stored.writtenAt()))
                .storageClass(StorageClass.STANDARD)
                .metadata(Map.of())
                .build();
    }
}

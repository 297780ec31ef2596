package dev.sluice.artifact.s3;

import dev.sluice.artifact.Depot;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A depot below a prefix of a bucket. */
public final class S3Depot implements Depot {
    private static final Logger log = LoggerFactory.getLogger(S3Depot.class);

    private final S3Objects objects;
    private final S3Listing listing;
    private final S3Prefix place;

    private S3Depot(S3Objects objects, S3Listing listing, S3Prefix place) {
        this.objects = objects;
        this.listing = listing;
        this.place = place;
    }

    /**
     * Looks whether the bucket is there and may be listed; a store that does not answer now may do so later.
     *
     * @param prefix below which everything lies; empty for the whole bucket
     * @param connection the name of the connection to use, or null for the bucket's own
     * @throws SluiceException {@code STORAGE_NOT_FOUND} or {@code STORAGE_REFUSED}
     * @throws IllegalArgumentException if bucket or prefix is none
     */
    public static S3Depot open(
            S3Objects objects, S3Listing listing, String bucket, String prefix, @Nullable String connection) {
        S3Prefix place = new S3Prefix(new S3Address(bucket, prefix).asPrefix(), connection);
        try (Stream<S3Page> pages = listing.pages(place, null)) {
            pages.limit(1).forEach(page -> log.info("Documents and results are kept in {}", place.address()));
        } catch (SluiceException e) {
            if (e.failure().code() != ErrorCode.STORAGE_UNAVAILABLE) {
                throw e;
            }
            log.warn("Documents and results are kept in {}, but: {}", place.address(), e.getMessage());
        }
        return new S3Depot(objects, listing, place);
    }

    @Override
    public void put(String key, Path file) {
        objects.put(address(key), place.connection(), file, "application/octet-stream");
    }

    @Override
    public boolean fetch(String key, Path target) throws IOException {
        try (S3Content content = objects.open(address(key), place.connection(), null, null)) {
            Files.copy(content.bytes(), target);
            return true;
        } catch (SluiceException e) {
            if (e.failure().code() == ErrorCode.SOURCE_GONE) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete(String key) {
        objects.delete(address(key), place.connection());
    }

    @Override
    public Stream<Entry> list(String keyStart) {
        int cut = place.address().key().length();
        S3Prefix start = new S3Prefix(address(keyStart), place.connection());
        return listing.pages(start, null)
                .flatMap(page -> page.objects().stream())
                .map(object -> new Entry(object.key().substring(cut), object.lastModified()));
    }

    private S3Address address(String key) {
        return new S3Address(place.address().bucket(), place.address().key() + key);
    }
}

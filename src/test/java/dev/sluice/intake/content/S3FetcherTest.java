package dev.sluice.intake.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.artifact.s3.ListedObject;
import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.artifact.s3.S3Objects;
import dev.sluice.artifact.s3.S3Stores;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Lane;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.Locator;
import dev.sluice.testing.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class S3FetcherTest {
    @RegisterExtension
    static final S3Server server = new S3Server();

    private static final int PART = 5 * 1024 * 1024;
    private static final ClaimedJob JOB = new ClaimedJob(
            UUID.randomUUID(), null, "default", UUID.randomUUID(), Operation.EXTRACT, "embedded", Lane.SINGLE, 1, 0);

    private final S3Stores stores = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    private final S3Listing listing = stores.listing();
    private final ContentFetcher fetcher = new S3Fetcher(stores.objects());

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void an_object_is_fetched_as_it_was_listed() throws IOException {
        String bucket = server.bucket("fetched");
        server.client()
                .putObject(
                        o -> o.bucket(bucket).key("in/a b.pdf").contentType("application/pdf"),
                        RequestBody.fromString("a document"));
        ListedObject listed = list("s3://fetched/in/");
        try (FetchedContent content = fetcher.open(JOB, "papers", locator(bucket, listed))) {
            assertThat(new String(content.bytes().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("a document");
            assertThat(content.size()).isEqualTo(10);
            assertThat(content.name()).isEqualTo("a b.pdf");
            assertThat(content.mediaType()).isEqualTo("application/pdf");
        }
    }

    @Test
    void an_object_that_was_overwritten_after_the_listing_fails_as_changed() {
        String bucket = server.bucket("overwritten");
        server.put(bucket, "in/a.txt", "first");
        Locator locator = locator(bucket, list("s3://overwritten/in/"));
        server.put(bucket, "in/a.txt", "other");
        fails(ErrorCode.SOURCE_CHANGED, "has been replaced since it was listed", locator);
    }

    @Test
    void an_object_that_was_deleted_after_the_listing_fails_as_gone() {
        String bucket = server.bucket("deleted");
        server.put(bucket, "in/a.txt", "first");
        Locator locator = locator(bucket, list("s3://deleted/in/"));
        server.client().deleteObject(o -> o.bucket(bucket).key("in/a.txt"));
        fails(ErrorCode.SOURCE_GONE, "there is no such object any more", locator);
    }

    @Test
    void an_object_stored_in_parts_has_a_tag_that_is_no_hash_and_is_fetched_all_the_same() throws IOException {
        String bucket = server.bucket("parts");
        byte[] big = new byte[PART + 17];
        big[PART] = 'x';
        storeInParts(bucket, "in/big.bin", big);
        ListedObject listed = list("s3://parts/in/");
        assertThat(listed.etag()).endsWith("-2\"");
        try (FetchedContent content = fetcher.open(JOB, "papers", locator(bucket, listed))) {
            assertThat(content.bytes().readAllBytes()).isEqualTo(big);
        }
    }

    @Test
    void a_fetch_that_is_given_up_early_leaves_the_connection_usable() throws IOException {
        String bucket = server.bucket("given-up");
        server.put(bucket, "in/big.bin", new byte[PART]);
        Locator locator = locator(bucket, list("s3://given-up/in/"));
        for (int i = 0; i < 60; i++) { // more often than there are connections in a pool
            try (FetchedContent content = fetcher.open(JOB, "papers", locator)) {
                assertThat(content.bytes().read()).isZero();
            }
        }
    }

    @Test
    void mistakes_of_the_configuration_are_told_apart_from_a_store_that_is_away() {
        String bucket = server.bucket("away");
        fails(ErrorCode.STORAGE_NOT_FOUND, "no bucket", Locator.s3("nowhere-at-all", "a.txt", null, null, null));
        fails(ErrorCode.STORAGE_NOT_FOUND, "no connection", Locator.s3(bucket, "a.txt", "other", null, null));
        fails(
                ErrorCode.SOURCE_REFUSED,
                "The address of the document is none",
                new Locator(Locator.Kind.S3, "file:///etc/passwd", null, null, null));
        try (S3Stores refused = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, "wrong");
                S3Stores away = S3Stores.nowhere()) {
            assertThat(code(refused.objects(), bucket)).isEqualTo(ErrorCode.STORAGE_REFUSED);
            assertThat(code(away.objects(), bucket)).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        }
    }

    private static ErrorCode code(S3Objects objects, String bucket) {
        try {
            new S3Fetcher(objects).open(JOB, "papers", Locator.s3(bucket, "a.txt", null, null, null));
            throw new AssertionError("it should have failed");
        } catch (SluiceException e) {
            return e.failure().code();
        }
    }

    private void fails(ErrorCode code, String sentence, Locator locator) {
        assertThatThrownBy(() -> fetcher.open(JOB, "papers", locator))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code))
                .hasMessageContaining(sentence);
    }

    private ListedObject list(String prefix) {
        return listing.pages(listing.prefix(prefix, null), null)
                .flatMap(page -> page.objects().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Locator locator(String bucket, ListedObject listed) {
        return Locator.s3(bucket, listed.key(), null, listed.etag(), null);
    }

    private static void storeInParts(String bucket, String key, byte[] content) {
        var client = server.client();
        String id = client.createMultipartUpload(m -> m.bucket(bucket).key(key)).uploadId();
        CompletedPart first = part(bucket, key, id, 1, Arrays.copyOf(content, PART));
        CompletedPart second = part(bucket, key, id, 2, Arrays.copyOfRange(content, PART, content.length));
        client.completeMultipartUpload(
                m -> m.bucket(bucket).key(key).uploadId(id).multipartUpload(parts -> parts.parts(first, second)));
    }

    private static CompletedPart part(String bucket, String key, String id, int number, byte[] content) {
        String etag = server.client()
                .uploadPart(
                        p -> p.bucket(bucket).key(key).uploadId(id).partNumber(number), RequestBody.fromBytes(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }
}

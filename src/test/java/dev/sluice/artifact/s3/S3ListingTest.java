package dev.sluice.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.testing.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3ListingTest {
    @RegisterExtension
    static final S3Server server = new S3Server();

    @Test
    void more_keys_than_one_page_holds_are_all_listed_once_and_the_cursor_of_any_page_goes_on() {
        String bucket = server.bucket("paging");
        List<String> keys =
                IntStream.range(0, 1_037).mapToObj("in/%05d.txt"::formatted).toList();
        keys.forEach(key -> server.put(bucket, key, "x"));
        try (S3Connections connections = Connections.to(server)) {
            S3Listing listing = new S3Listing(connections);
            S3Prefix prefix = listing.prefix("s3://paging/in", null);

            List<S3Page> pages = listing.pages(prefix, null).toList();
            assertThat(pages).hasSizeGreaterThan(1);
            assertThat(keys(pages)).isEqualTo(keys);

            String cursor = pages.get(0).cursor();
            assertThat(cursor).isEqualTo("in/00999.txt");
            assertThat(keys(listing.pages(prefix, cursor).toList())).isEqualTo(keys.subList(1_000, 1_037));
            assertThat(keys(listing.pages(prefix, "in/01036.txt").toList())).isEmpty();
        }
    }

    @Test
    void a_page_is_fetched_only_when_it_is_asked_for() {
        String bucket = server.bucket("lazy");
        IntStream.range(0, 1_001).forEach(i -> server.put(bucket, "in/%05d".formatted(i), "x"));
        try (S3Connections connections = Connections.to(server)) {
            S3Listing listing = new S3Listing(connections);
            var pages =
                    listing.pages(listing.prefix("s3://lazy/in/", null), null).iterator();
            assertThat(pages.next().objects()).hasSize(1_000);
            server.client().deleteObject(o -> o.bucket(bucket).key("in/01000"));
            assertThat(pages.next().objects()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://borders/ten1", "s3://borders/ten1/"})
    void a_prefix_ends_at_the_border_of_a_segment(String prefix) {
        if (server.client().listBuckets().buckets().stream()
                .noneMatch(b -> b.name().equals("borders"))) {
            server.bucket("borders");
        }
        server.put("borders", "ten1/a.pdf", "x");
        server.put("borders", "ten1/deeper/b.pdf", "x");
        server.put("borders", "ten10/c.pdf", "x");
        server.put("borders", "ten1.pdf", "x");
        assertThat(list(prefix)).containsExactly("ten1/a.pdf", "ten1/deeper/b.pdf");
    }

    @Test
    void keys_that_stand_for_folders_are_counted_but_are_no_documents() {
        String bucket = server.bucket("folders");
        server.put(bucket, "in/", "");
        server.put(bucket, "in/sub/", "");
        server.put(bucket, "in/old_$folder$", "");
        server.put(bucket, "in/new_$folder$", "really a document");
        server.put(bucket, "in/empty.pdf", "");
        try (S3Connections connections = Connections.to(server)) {
            S3Listing listing = new S3Listing(connections);
            S3Page page = listing.pages(listing.prefix("s3://folders/in/", null), null)
                    .findFirst()
                    .orElseThrow();
            assertThat(page.objects()).extracting(ListedObject::key).containsExactly("in/empty.pdf", "in/new_$folder$");
            assertThat(page.folders()).isEqualTo(3);
        }
    }

    @Test
    void keys_are_listed_and_read_as_they_are() {
        String bucket = server.bucket("odd-names");
        List<String> odd = List.of(
                "in/with blank.pdf",
                "in/plus+and%20percent%.pdf",
                "in/100%25.pdf",
                "in/question?hash#.pdf",
                "in/quotes'\"<&>.xml",
                "in/Übergröße.pdf",
                "in/U\u0308bergro\u0308ße.pdf",
                "in/中文-😀.pdf",
                "in/tab\tand\nnewline.txt",
                "in/${file:parent}{{x}}.txt",
                "in/back\\..\\slash.txt",
                "in/-rf.txt",
                "in/..hidden.txt");
        odd.forEach(key -> server.put(bucket, key, "content of " + key));
        try (S3Connections connections = Connections.to(server)) {
            S3Listing listing = new S3Listing(connections);
            S3Objects objects = new S3Objects(connections);
            List<ListedObject> listed = listing.pages(listing.prefix("s3://odd-names/in/", null), null)
                    .flatMap(page -> page.objects().stream())
                    .toList();
            assertThat(listed).extracting(ListedObject::key).containsExactlyInAnyOrderElementsOf(odd);
            assertThat(listed).allSatisfy(object -> {
                try (S3Content content = objects.open(new S3Address(bucket, object.key()), null, object.etag(), null)) {
                    assertThat(new String(content.bytes().readAllBytes(), "UTF-8"))
                            .isEqualTo("content of " + object.key());
                    assertThat(content.size()).isEqualTo(object.size());
                }
            });
        }
    }

    @Test
    void a_whole_bucket_is_listed_only_where_the_configuration_allows_it() {
        server.bucket("whole");
        server.put("whole", "a.pdf", "x");
        for (String text : List.of("s3://whole", "s3://whole/")) {
            fails(ErrorCode.INVALID_SOURCE, "whole bucket", () -> list(text));
        }
        try (S3Connections connections = Connections.to(server, "sluice.s3.whole-bucket", "true")) {
            S3Listing listing = new S3Listing(connections);
            assertThat(keys(listing.pages(listing.prefix("s3://whole", null), null)
                            .toList()))
                    .containsExactly("a.pdf");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whole/in",
                "http://whole/in",
                "S3://whole/in",
                "s3:///in",
                "s3://ab/in",
                "s3://127.0.0.1/in",
                "s3://whole@127.0.0.1/in",
                "s3://whole:80/in",
                "s3://Whole/in",
                "s3://who..le/in",
                "s3://who_le/in",
                "s3://../in",
                "s3://whole/in\0"
            })
    void what_is_no_prefix_is_refused_without_asking_anybody(String text) throws IOException {
        try (S3Connections connections = Connections.to(unreachable())) {
            S3Listing listing = new S3Listing(connections);
            fails(ErrorCode.INVALID_SOURCE, "The S3 prefix cannot be used", () -> listing.prefix(text, null));
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_a_mistake_of_the_configuration_and_is_not_created() {
        fails(ErrorCode.STORAGE_NOT_FOUND, "no bucket missing-one", () -> list("s3://missing-one/in"));
        assertThat(server.client().listBuckets().buckets())
                .noneMatch(bucket -> bucket.name().equals("missing-one"));
    }

    @Test
    void wrong_keys_are_a_mistake_of_the_configuration() {
        server.bucket("locked");
        for (String[] wrong : new String[][] {
            {"sluice.s3.secret-key", "wrong"},
            {"sluice.s3.access-key", "nobody"},
            {"sluice.s3.credentials", "anonymous"}
        }) {
            try (S3Connections connections = Connections.to(server, wrong)) {
                S3Listing listing = new S3Listing(connections);
                fails(
                        ErrorCode.STORAGE_REFUSED,
                        "sluice.s3",
                        () -> listing.pages(listing.prefix("s3://locked/in", null), null)
                                .toList());
            }
        }
    }

    @Test
    void a_store_that_does_not_answer_is_asked_again_later() throws IOException {
        try (S3Connections connections = Connections.to(unreachable())) {
            S3Listing listing = new S3Listing(connections);
            fails(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "does not answer",
                    () -> listing.pages(listing.prefix("s3://some-bucket/in", null), null)
                            .toList());
        }
    }

    private static List<String> list(String prefix) {
        try (S3Connections connections = Connections.to(server)) {
            S3Listing listing = new S3Listing(connections);
            return keys(listing.pages(listing.prefix(prefix, null), null).toList());
        }
    }

    private static List<String> keys(List<S3Page> pages) {
        return pages.stream()
                .flatMap(page -> page.objects().stream())
                .map(ListedObject::key)
                .toList();
    }

    private static URI unreachable() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
    }

    private static void fails(ErrorCode code, String sentence, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code))
                .hasMessageContaining(sentence);
    }
}

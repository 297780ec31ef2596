package dev.sluice.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileStoreTest {
    private final ScriptedStore store = new ScriptedStore();
    private final S3Connections connections = Connections.to(store.endpoint());
    private final S3Listing listing = new S3Listing(connections);
    private final S3Objects objects = new S3Objects(connections);

    @AfterEach
    void close() {
        connections.close();
        store.close();
    }

    @Test
    void keys_like_paths_are_asked_for_as_they_are() throws IOException {
        store.on(
                "/docs?",
                200,
                ScriptedStore.listing("in/../../etc/passwd", "in//y", "in/./z", "in/a%2Fb", "in/c%2Bd+e"));
        List<String> keys = listing.pages(listing.prefix("s3://docs/in", null), null)
                .flatMap(page -> page.objects().stream())
                .map(ListedObject::key)
                .toList();
        assertThat(keys).containsExactly("in/../../etc/passwd", "in//y", "in/./z", "in/a/b", "in/c+d e");
        store.requests.clear();
        store.on("/docs/", 200, "x");
        for (String key : List.of("in/../../etc/passwd", "in//y", "in/./z", "/lead", "in/c+d e?#")) {
            objects.open(new S3Address("docs", key), null, null, null).close();
        }
        assertThat(store.requests)
                .extracting(request -> URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8))
                .containsExactly(
                        "/docs/in/../../etc/passwd", "/docs/in//y", "/docs/in/./z", "/docs//lead", "/docs/in/c+d e?#");
    }

    @Test
    void a_key_that_nobody_can_write_down_is_counted_and_left_out() {
        store.on("/docs?", 200, ScriptedStore.listing("in/good.pdf", "in/nul%00.pdf"));
        S3Page page = listing.pages(listing.prefix("s3://docs/in", null), null)
                .findFirst()
                .orElseThrow();
        assertThat(page.objects()).extracting(ListedObject::key).containsExactly("in/good.pdf");
        assertThat(page.unnameable()).isEqualTo(1);
        assertThat(page.cursor()).isEqualTo("in/good.pdf");
    }

    @Test
    void a_key_outside_of_the_prefix_is_not_taken() {
        store.on("/docs?", 200, ScriptedStore.listing("in/good.pdf", "other/bad.pdf"));
        assertThat(listing.pages(listing.prefix("s3://docs/in", null), null).flatMap(page -> page.objects().stream()))
                .extracting(ListedObject::key)
                .containsExactly("in/good.pdf");
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, SOURCE_GONE",
        "404, NoSuchVersion, SOURCE_GONE",
        "404, NoSuchBucket, STORAGE_NOT_FOUND",
        "412, PreconditionFailed, SOURCE_CHANGED",
        "403, AccessDenied, STORAGE_REFUSED",
        "403, InvalidAccessKeyId, STORAGE_REFUSED",
        "403, SignatureDoesNotMatch, STORAGE_REFUSED",
        "403, RequestTimeTooSkewed, STORAGE_REFUSED",
        "403, InvalidObjectState, SOURCE_REFUSED",
        "301, PermanentRedirect, STORAGE_REFUSED",
        "400, AuthorizationHeaderMalformed, STORAGE_REFUSED",
        "400, InvalidArgument, STORAGE_REFUSED",
        "408, RequestTimeout, STORAGE_UNAVAILABLE",
        "429, SlowDown, STORAGE_UNAVAILABLE",
        "503, SlowDown, STORAGE_UNAVAILABLE",
        "500, InternalError, STORAGE_UNAVAILABLE"
    })
    void what_a_store_answers_has_a_code_and_a_sentence(int status, String error, ErrorCode code) {
        store.on("/docs/", status, ScriptedStore.error(error));
        assertThatThrownBy(() -> objects.open(new S3Address("docs", "a.pdf"), null, "\"1\"", null))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code))
                .hasMessageStartingWith("Cannot read s3://docs/a.pdf: ")
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("Request ID");
    }

    @Test
    void an_object_that_breaks_off_is_an_error_and_not_a_shorter_document() throws IOException {
        store.breakOff("/docs/", "only half", 9);
        try (S3Content content = objects.open(new S3Address("docs", "a.pdf"), null, null, null)) {
            assertThatThrownBy(() -> content.bytes().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void metadata_and_types_are_hints_and_the_version_is_demanded() throws IOException {
        store.on("/docs/", 200, "x");
        objects.open(new S3Address("docs", "a.pdf"), null, "\"abc-2\"", "v1").close();
        ScriptedStore.Request request = store.requests.get(0);
        assertThat(request.path()).isEqualTo("/docs/a.pdf?versionId=v1");
        assertThat(request.headers()).containsEntry("If-match", List.of("\"abc-2\""));
    }
}

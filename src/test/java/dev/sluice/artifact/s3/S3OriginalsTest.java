package dev.sluice.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TaggingStore;
import dev.sluice.testing.TaggingStore.Removal;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tags and removals, at stores that differ in what they compare. */
class S3OriginalsTest {
    @RegisterExtension
    static final S3Server server = S3Server.unsigned();

    private static int buckets;

    private final TaggingStore store = new TaggingStore(server);
    private final S3Connections connections = Connections.to(store.endpoint());
    private final S3Originals originals = new S3Originals(connections);
    private final String bucket = server.bucket("originals-" + ++buckets);
    private final S3Address address = new S3Address(bucket, "in/a b.txt");

    @AfterEach
    void close() {
        connections.close();
        store.close();
    }

    private String put(String content) {
        return server.put(bucket, address.key(), content);
    }

    private void assertFails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    @Test
    void a_tag_is_set_and_those_of_others_stay() {
        String etag = put("a");
        store.tag(bucket, address.key(), "team", "accounts");
        store.tag(bucket, address.key(), "sluice-status", "failed");
        originals.tag(address, etag, null, "sluice-status", "completed");
        assertThat(store.tags(bucket, address.key()))
                .isEqualTo(Map.of("team", "accounts", "sluice-status", "completed"));
    }

    @Test
    void a_tag_that_is_there_is_not_written_again() {
        String etag = put("a");
        originals.tag(address, etag, null, "sluice-status", "completed");
        originals.tag(address, etag, null, "sluice-status", "completed");
        assertThat(store.requests().stream().filter(request -> request.startsWith("PUT")))
                .hasSize(1);
    }

    @Test
    void only_the_version_that_was_worked_on_is_tagged() {
        String etag = put("a");
        put("b");
        assertFails(() -> originals.tag(address, etag, null, "sluice-status", "completed"), ErrorCode.SOURCE_CHANGED);
        server.client().deleteObject(object -> object.bucket(bucket).key(address.key()));
        assertFails(() -> originals.tag(address, etag, null, "sluice-status", "completed"), ErrorCode.SOURCE_GONE);
        assertThat(store.tags(bucket, address.key())).isEmpty();
    }

    @Test
    void a_copy_keeps_the_tags() {
        String etag = put("a");
        store.tag(bucket, address.key(), "team", "accounts");
        originals.copy(address, etag, new S3Address(bucket, "done/a b.txt"), null);
        assertThat(store.tags(bucket, "done/a b.txt")).isEqualTo(Map.of("team", "accounts"));
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void the_version_that_was_worked_on_is_removed_at_every_kind_of_store(Removal removal) {
        store.removal(removal);
        originals.delete(address, put("a"), null);
        assertThat(originals.look(address, null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void a_version_that_took_its_place_stays_at_every_kind_of_store(Removal removal) {
        store.removal(removal);
        String etag = put("a");
        put("b");
        assertFails(() -> originals.delete(address, etag, null), ErrorCode.SOURCE_CHANGED);
        assertThat(server.get(bucket, address.key())).isEqualTo("b");
    }

    @Test
    void a_version_that_takes_its_place_at_the_last_moment_stays_where_the_store_compares() {
        String etag = put("a");
        store.beforeDelete(() -> put("b"));
        assertFails(() -> originals.delete(address, etag, null), ErrorCode.SOURCE_CHANGED);
        assertThat(server.get(bucket, address.key())).isEqualTo("b");
    }
}

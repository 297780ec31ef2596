package dev.sluice.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.s3.S3Depot;
import dev.sluice.artifact.s3.S3Stores;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Documents and results in a bucket, used by two nodes with a directory each. */
class DepotTest {
    @RegisterExtension
    static final S3Server server = new S3Server();

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path one;

    @TempDir
    Path other;

    private final ObjectMapper json = new ObjectMapper();
    private final S3Stores stores = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    private String bucket = "";

    @BeforeEach
    void newBucket() {
        bucket = server.bucket("depot-" + UUID.randomUUID());
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void a_document_that_one_node_stored_is_read_by_another() throws IOException {
        StoredContent stored = store(contents(one), "a document");
        Path there = contents(other).path(stored.sha256());
        assertThat(there).startsWith(other).hasContent("a document");
        assertThat(keys()).singleElement().asString().startsWith("hub/documents/");
        deleteAll();
        assertThat(contents(other).path(stored.sha256())).hasContent("a document");
    }

    @Test
    void a_document_that_nobody_has_is_no_file() throws IOException {
        assertThat(contents(one).path("ab".repeat(32))).doesNotExist();
        assertThat(one.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void what_the_store_did_not_take_is_not_stored_here_either() {
        try (S3Stores away = S3Stores.nowhere()) {
            S3Depot depot = S3Depot.open(away.objects(), away.listing(), bucket, "hub", null);
            ContentStore contents = new ContentStore(one, Clock.systemUTC(), depot, Duration.ofDays(1));
            assertThatThrownBy(() -> store(contents, "a document"))
                    .isInstanceOfSatisfying(
                            SluiceException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
            assertThat(one.resolve("incoming")).isEmptyDirectory();
        }
    }

    @Test
    void bytes_that_changed_in_the_bucket_are_not_taken_for_the_document() throws IOException {
        StoredContent stored = store(contents(one), "a document");
        server.put(bucket, keys().get(0), "another one");
        assertThatThrownBy(() -> contents(other).path(stored.sha256())).hasMessageContaining("does not hold the bytes");
    }

    @Test
    void documents_that_nobody_refers_to_are_swept_from_the_bucket_when_they_are_old() throws IOException {
        ContentStore contents = contents(one);
        StoredContent kept = store(contents, "referred to");
        StoredContent lost = store(contents, "left by a crash");
        server.put(bucket, "hub/documents/notes.txt", "somebody else's");
        assertThat(contents(one).sweep(Instant.now().minusSeconds(60), hashes -> Set.of()))
                .isZero();
        assertThat(contents(one).sweep(Instant.now().plusSeconds(60), hashes -> Set.of(kept.sha256())))
                .isOne();
        assertThat(contents(other).path(lost.sha256())).doesNotExist();
        assertThat(contents(other).path(kept.sha256())).exists();
        assertThat(keys()).contains("hub/documents/notes.txt");
    }

    @Test
    void a_sweep_does_not_remove_what_another_node_stores_meanwhile() throws IOException {
        StoredContent stored = store(contents(one), "dropped twice");
        int removed = contents(one).sweep(Instant.now().plusSeconds(60), hashes -> {
            try {
                // Between the look for references and the removal another node accepts the same bytes.
                store(contents(other), "dropped twice");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Set.of();
        });
        assertThat(removed).isOne();
        Files.delete(contents(other).path(stored.sha256()));
        assertThat(contents(other).path(stored.sha256())).hasContent("dropped twice");
    }

    @Test
    void copies_are_dropped_when_they_were_not_used_for_long_and_come_back() throws IOException {
        StoredContent stored = store(contents(one), "a document");
        ContentStore briefly = new ContentStore(one, Clock.systemUTC(), depot(), Duration.ofSeconds(-60));
        briefly.sweep(Instant.EPOCH, hashes -> Set.copyOf(hashes));
        Path path = one.resolve(stored.sha256().substring(0, 2)).resolve(stored.sha256());
        assertThat(path).doesNotExist();
        assertThat(contents(one).path(stored.sha256())).isEqualTo(path).hasContent("a document");
    }

    @Test
    void a_result_that_one_node_stored_is_read_by_another_and_swept_when_nobody_wrote_it_down() throws IOException {
        UUID id = UUID.randomUUID();
        ArtifactStore artifacts = artifacts(one);
        Path directory = artifacts.newDirectory();
        Files.writeString(directory.resolve("result.json"), "{}");
        Files.writeString(directory.resolve("result.md"), "text");
        artifacts.store(
                id,
                "default",
                UUID.randomUUID(),
                1,
                directory,
                List.of(new PartFile("result.json", 2, "x"), new PartFile("result.md", 4, "y")),
                json.createObjectNode());
        assertThat(artifacts(other).part(id, "result.md")).startsWith(other).hasContent("text");
        assertThat(artifacts(other).part(id, "result.json")).hasContent("{}");
        assertThat(artifacts(other).part(id, "no-such-part")).doesNotExist();

        UUID unknown = UUID.randomUUID();
        String start = "hub/results/" + unknown.toString().substring(34) + "/" + unknown;
        server.put(bucket, start + "/result.json", "as a killed program leaves it");
        assertThat(artifacts.sweepUnknownInDepot(Instant.now().minusSeconds(60)))
                .isZero();
        assertThat(artifacts.sweepUnknownInDepot(Instant.now().plusSeconds(60))).isOne();
        assertThat(keys()).hasSize(2).allMatch(key -> key.contains(id.toString()));

        artifacts.sweepCopies(Instant.now().plusSeconds(60));
        assertThat(artifacts.part(id, "result.md")).hasContent("text");

        // No job has recorded it.
        assertThat(artifacts.sweep(Duration.ofSeconds(-60))).isOne();
        assertThat(keys()).isEmpty();
        assertThat(artifacts(other).find("default", id)).isEmpty();
    }

    @Test
    void a_bucket_that_is_not_there_is_said_at_the_start() {
        assertThatThrownBy(() -> S3Depot.open(stores.objects(), stores.listing(), "not-there", "hub", null))
                .hasMessageContaining("there is no bucket not-there");
    }

    private S3Depot depot() {
        return S3Depot.open(stores.objects(), stores.listing(), bucket, "hub", null);
    }

    private ContentStore contents(Path root) {
        return new ContentStore(root, Clock.systemUTC(), depot(), Duration.ofDays(1));
    }

    private ArtifactStore artifacts(Path root) {
        return new ArtifactStore(root, database.jdbcClient(), json, Clock.systemUTC(), depot());
    }

    private static StoredContent store(ContentStore contents, String text) throws IOException {
        return contents.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> keys() {
        return server.client().listObjectsV2(l -> l.bucket(bucket)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private void deleteAll() {
        keys().forEach(key -> server.client().deleteObject(o -> o.bucket(bucket).key(key)));
    }
}

package dev.sluice.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Manifests as they come to lie beside the results of a running hub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ManifestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @RegisterExtension
    static final S3Server STORE = new S3Server();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        STORE.bucket("results");
        hub = hub();
    }

    private static RunningHub hub() throws IOException {
        return new RunningHub(
                home,
                DATABASE,
                "--sluice.s3.endpoint=" + STORE.endpoint(),
                "--sluice.s3.region=us-east-1",
                "--sluice.s3.access-key=" + S3Server.ACCESS_KEY,
                "--sluice.s3.secret-key=" + S3Server.SECRET_KEY);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private static String file(String name, String text) {
        return "{\"filename\":\"%s\",\"content\":\"%s\"}"
                .formatted(name, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String submit(String output, String... files) throws Exception {
        HttpResponse<String> response = hub.post(
                "/batch/extract",
                "{\"input\":{\"files\":[%s]},\"output\":%s}".formatted(String.join(",", files), output));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json.readTree(response.body()).path("batch_job_id").asText();
    }

    private JsonNode finished(String batch) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> json.readTree(hub.get("/job/" + batch).body()),
                        job -> job.path("status").asText().equals("completed"));
    }

    private static Path place(String folder, String batch) {
        return home.resolve("results").resolve(folder).resolve(batch).resolve("manifest.json");
    }

    private JsonNode manifest(Path place, int generation) {
        return await().pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(
                        () -> json.readTree(place.toFile()),
                        found -> found.path("generation").asInt() == generation);
    }

    @Test
    void what_became_of_every_document_is_there_soon_after_the_end_and_again_after_a_retry_by_source_id()
            throws Exception {
        String batch = submit(
                "{\"local_path\":\"a\",\"s3_prefix\":\"s3://results/run/\"}",
                file("good.txt", "Some words."),
                file("empty.txt", ""));
        JsonNode parent = finished(batch);
        Instant end = Instant.now();
        JsonNode manifest = manifest(place("a", batch), 1);
        assertThat(Duration.between(end, Instant.now())).isLessThan(Duration.ofSeconds(2));

        assertThat(manifest.path("outcome").asText()).isEqualTo("partial");
        assertThat(manifest.path("counts").toString())
                .isEqualTo("{\"total\":2,\"completed\":1,\"failed\":1,\"canceled\":0}");
        JsonNode good = manifest.at("/children/0");
        assertThat(good.path("file").asText()).isEqualTo("good.txt");
        assertThat(good.path("extraction_id").asText())
                .isEqualTo(parent.at("/result/jobs/completed/0/extraction_id").asText());
        assertThat(good.path("output")).hasSize(2);
        assertThat(Path.of(good.path("output").get(1).asText())).isRegularFile();
        JsonNode bad = manifest.at("/children/1");
        assertThat(bad.at("/error/code").asText()).isEqualTo("EMPTY_FILE");
        assertThat(bad.path("attempts").asInt()).isEqualTo(1);
        String source = parent.at("/result/jobs/failed/0/source_id").asText();
        assertThat(bad.path("source_id").asText()).isEqualTo(source);
        assertThat(json.readTree(STORE.get("results", "run/" + batch + "/manifest.json")))
                .isEqualTo(manifest);

        HttpResponse<String> retried =
                hub.post("/api/job-runs/" + batch + "/retry", "{\"sourceIds\":[\"" + source + "\"]}");

        assertThat(retried.body()).isEqualTo("{\"retried\":1,\"skipped\":0}");
        JsonNode second = manifest(place("a", batch), 2);
        assertThat(second.path("children")).hasSize(2);
        JsonNode again = second.at("/children/1");
        assertThat(again.path("source_id").asText()).isEqualTo(source);
        assertThat(again.path("job_id").asText())
                .isNotEqualTo(bad.path("job_id").asText());
    }

    @Test
    void batches_that_share_an_output_do_not_take_each_others_manifest() throws Exception {
        String first = submit("{\"local_path\":\"shared\"}", file("one.txt", "one"));
        String second = submit("{\"local_path\":\"shared\"}", file("two.txt", "two"));

        assertThat(manifest(place("shared", first), 1).at("/children/0/file").asText())
                .isEqualTo("one.txt");
        assertThat(manifest(place("shared", second), 1).at("/children/0/file").asText())
                .isEqualTo("two.txt");
    }

    @Test
    void an_output_that_fails_is_tried_again_and_keeps_no_job_waiting() throws Exception {
        String batch = submit("{\"local_path\":\"blocked\"}", file("one.txt", "one"));
        finished(batch);
        manifest(place("blocked", batch), 1);
        JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());
        Path folder = place("blocked", batch).getParent();
        Files.delete(place("blocked", batch));
        Files.delete(folder);
        Files.writeString(folder, "no folder");
        jdbc.sql("UPDATE batch SET manifest = 0 WHERE id = ?::uuid")
                .param(batch)
                .update();

        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("SELECT failures FROM manifest_attempt WHERE batch_id = ?::uuid")
                                .param(batch)
                                .query(Integer.class)
                                .optional()
                                .orElse(0)
                        > 0);
        finished(submit("{\"local_path\":\"blocked\"}", file("two.txt", "two")));
        Files.delete(folder);
        jdbc.sql("UPDATE manifest_attempt SET next_at = sluice_now()").update();

        manifest(place("blocked", batch), 1);
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("SELECT count(*) FROM manifest_attempt")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void what_a_hub_that_was_killed_has_not_written_the_next_one_writes() throws Exception {
        String batch = submit("{\"local_path\":\"killed\"}", file("one.txt", "one"));
        finished(batch);
        manifest(place("killed", batch), 1);
        hub.close();
        Files.delete(place("killed", batch)); // as if it had never been written
        JdbcClient.create(DATABASE.dataSource())
                .sql("UPDATE batch SET manifest = 0 WHERE id = ?::uuid")
                .param(batch)
                .update();
        hub = hub();

        assertThat(manifest(place("killed", batch), 1).path("children")).hasSize(1);
    }

    @Test
    void jobs_and_documents_are_not_named_in_one_request() throws Exception {
        String batch = submit("{\"local_path\":\"b\"}", file("one.txt", ""));
        finished(batch);

        assertThat(hub.post("/api/job-runs/" + batch + "/retry", "{\"sourceIds\":[\"x\"],\"jobIds\":[\"y\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(hub.post("/api/job-runs/" + batch + "/retry", "{\"sourceIds\":[\"nobody\"]}")
                        .body())
                .isEqualTo("{\"retried\":0,\"skipped\":1}");
    }
}

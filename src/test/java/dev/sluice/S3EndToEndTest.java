package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From objects below a prefix to results below another and in a folder, with everything kept in a bucket. */
class S3EndToEndTest {
    @RegisterExtension
    static final S3Server server = new S3Server();

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void objects_below_a_prefix_become_results_below_another_and_in_a_folder() throws Exception {
        server.bucket("papers");
        server.bucket("kept");
        server.put("papers", "in/2026/first letter+1.txt", "The first letter.");
        server.put("papers", "in/2026/second.txt", "The second letter.");
        server.put("papers", "in/2026/", "");
        server.put("papers", "in/20260/other.txt", "not asked for");
        Path local = home.resolve("results/letters/november");
        String manifest;
        try (RunningHub hub = new RunningHub(
                home,
                database,
                "--sluice.s3.endpoint=" + server.endpoint(),
                "--sluice.s3.access-key=" + S3Server.ACCESS_KEY,
                "--sluice.s3.secret-key=" + S3Server.SECRET_KEY,
                "--sluice.artifact.store=s3",
                "--sluice.artifact.bucket=kept",
                "--sluice.limits.free-space=0B")) {
            HttpResponse<String> accepted = hub.post("/batch/extract", """
                    {"input": {"s3_prefix": "s3://papers/in/2026"},
                     "output": {"s3_prefix": "s3://papers/out", "local_path": "letters/november"}}
                    """);
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            JsonNode batch = json.readTree(accepted.body());
            assertThat(batch.path("total_files").asInt()).isEqualTo(2);
            String id = batch.path("batch_job_id").asText();
            await().atMost(Duration.ofSeconds(90)).until(() -> !status(hub, id).equals("processing"));
            JsonNode done = json.readTree(hub.get("/job/" + id).body());
            assertThat(done.at("/result/progress/completed").asInt())
                    .as(done.toPrettyString())
                    .isEqualTo(2);
            manifest = id + "/manifest.json";
            await().until(() -> keys("papers", "out/").contains("out/" + id + "/manifest.json")
                    && Files.exists(local.resolve(id + "/manifest.json")));
        }
        List<String> written = new ArrayList<>(keys("papers", "out/"));
        written.remove("out/" + manifest);
        assertThat(written).hasSize(2);
        assertThat(written.get(0)).startsWith("out/first letter+1.txt.").endsWith(".json");
        assertThat(server.get("papers", written.get(0))).contains("The first letter.");
        try (Stream<Path> files = Files.list(local)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "out/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(written);
        }
        assertThat(keys("kept", "sluice/documents/")).hasSize(2);
        assertThat(keys("kept", "sluice/results/")).isNotEmpty();
        assertThat(keys("papers", "in/2026/")).hasSize(3);
    }

    private String status(RunningHub hub, String id) throws IOException, InterruptedException {
        return json.readTree(hub.get("/job/" + id).body()).path("status").asText();
    }

    private static List<String> keys(String bucket, String prefix) {
        return server.client().listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(object -> object.key())
                .toList();
    }
}

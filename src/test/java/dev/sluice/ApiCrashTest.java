package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.chaos.HubDatabase;
import dev.sluice.chaos.HubProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to the whole program, which is killed while it takes them in: what got a 202 completes, of the rest nothing is left. */
class ApiCrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String KEY = "a-key-for-tests-only";
    private static final int MANY = 5_000;
    private static final int FEW = 60;

    @TempDir
    Path directory;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void what_was_answered_completes_and_what_was_not_leaves_nothing() throws Exception {
        Path home = directory.resolve("home");
        HubDatabase database = new HubDatabase(home);
        List<String> options = List.of("--sluice.api-key=" + KEY, "--sluice.artifact.grace=1s");
        try (HubProcess hub = new HubProcess(home, HubProcess.ofClassPath("-Xmx512m"), options)) {
            start(hub);
            killedInTheMiddleOfAnUpload(hub, home);
            start(hub);
            nothingIsLeftOfIt(database, home);
            killedBetweenCommitAndAnswer(hub, database);
            start(hub);
            String batchId = theSameRequestGetsTheAnswerThatWasLost(hub, database);
            hub.kill();
            start(hub);
            itCompletes(hub, batchId);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(contents(home))
                            .as("what nothing refers to is swept")
                            .isEqualTo(FEW));
        }
    }

    private static void start(HubProcess hub) throws IOException {
        hub.start();
        await().atMost(PATIENCE).until(hub::isUp);
    }

    private void killedInTheMiddleOfAnUpload(HubProcess hub, Path home) throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request(hub, "many", BodyPublishers.ofString(body(MANY))), BodyHandlers.ofString());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> contents(home) > 300);
        hub.kill();

        assertThatThrownBy(answer::get).hasRootCauseInstanceOf(IOException.class);
        assertThat(contents(home)).as("it was killed in the middle").isLessThan(MANY);
    }

    private void nothingIsLeftOfIt(HubDatabase database, Path home) throws IOException {
        for (String table : List.of("batch", "job", "work", "intake_record", "idempotency_key", "event")) {
            assertThat(database.number("SELECT count(*) FROM " + table))
                    .as(table)
                    .isZero();
        }
        assertThat(files(home.resolve("artifacts/documents/incoming"))).isZero();
    }

    private void killedBetweenCommitAndAnswer(HubProcess hub, HubDatabase database) throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request(hub, "few", BodyPublishers.ofString(body(FEW))), BodyHandlers.ofString());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> database.number("SELECT count(*) FROM batch") == 1);
        hub.kill();
        answer.handle((response, failure) -> failure == null).get(); // it may have come or not
    }

    private String theSameRequestGetsTheAnswerThatWasLost(HubProcess hub, HubDatabase database) throws Exception {
        HttpResponse<String> again =
                http.send(request(hub, "few", BodyPublishers.ofString(body(FEW))), BodyHandlers.ofString());

        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(database.number("SELECT count(*) FROM batch")).isEqualTo(1);
        return json.readTree(again.body()).path("batch_job_id").asText();
    }

    private void itCompletes(HubProcess hub, String batchId) {
        JsonNode job = await().atMost(PATIENCE)
                .until(
                        () -> job(hub, batchId),
                        one -> one.path("status").asText().equals("completed"));
        JsonNode progress = job.path("result").path("progress");
        assertThat(progress.path("total").asInt()).isEqualTo(FEW);
        assertThat(progress.path("completed").asInt()).as(job.toString()).isEqualTo(FEW);
    }

    private JsonNode job(HubProcess hub, String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.uri("/job/" + id))
                .header("x-api-key", KEY)
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static HttpRequest request(HubProcess hub, String key, BodyPublisher body) {
        return HttpRequest.newBuilder(hub.uri("/batch/extract"))
                .header("x-api-key", KEY)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
    }

    private static String body(int documents) {
        return IntStream.range(0, documents)
                .mapToObj(i -> "{\"filename\":\"d%d.txt\",\"content\":\"%s\"}"
                        .formatted(
                                i,
                                Base64.getEncoder()
                                        .encodeToString(("document " + i + " of " + documents)
                                                .getBytes(StandardCharsets.UTF_8))))
                .collect(Collectors.joining(
                        ",", "{\"output\":{\"local_path\":\"out\"},\"workers\":10,\"input\":{\"files\":[", "]}}"));
    }

    /** How many contents are stored, referred to or not. */
    private static long contents(Path home) throws IOException {
        Path documents = home.resolve("artifacts/documents");
        return files(documents) - files(documents.resolve("incoming"));
    }

    private static long files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (UncheckedIOException e) {
            return 0; // a file went away while it was looked at
        }
    }
}

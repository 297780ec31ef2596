package dev.sluice.api.pulse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.Operation;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole program tells an endpoint in Pulse's words, and an independent library checks what arrives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class PulseWebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private record Received(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return HttpHeaders.of(headers, (n, v) -> true).firstValue(name).orElse("");
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger(1);
    private HttpServer receiver;
    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 500 : 204, -1);
            exchange.close();
        });
        receiver.start();
        hub = new RunningHub(
                home,
                DATABASE,
                "--sluice.webhook.endpoints[0].url=http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/hook",
                "--sluice.webhook.endpoints[0].secret=" + SECRET,
                "--sluice.webhook.endpoints[0].dialect=pulse",
                "--sluice.webhook.retry-schedule=0s,100ms,100ms,100ms");
    }

    @AfterAll
    void stop() {
        hub.close();
        receiver.stop(0);
    }

    private static String file(String name, String text) {
        return "{\"filename\":\"%s\",\"content\":\"%s\"}"
                .formatted(name, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<JsonNode> told(String jobId) throws IOException {
        List<JsonNode> told = new ArrayList<>();
        Set<String> seen = new java.util.HashSet<>();
        for (Received one : received) {
            JsonNode body = json.readTree(one.body());
            if (body.path("job_id").asText().equals(jobId) && seen.add(one.header("webhook-id"))) {
                told.add(body);
            }
        }
        return told;
    }

    @Test
    void a_batch_and_its_documents_are_told_of_from_their_creation_to_their_end() throws Exception {
        HttpResponse<String> accepted = hub.post(
                "/batch/extract",
                "{\"input\":{\"files\":[%s,%s]},\"output\":{\"local_path\":\"out\"}}"
                        .formatted(file("good.txt", "A secret sentence."), file("empty.txt", "")));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String batch = json.readTree(accepted.body()).path("batch_job_id").asText();

        await().atMost(PATIENCE)
                .until(() -> told(batch).stream()
                        .anyMatch(event -> event.path("type").asText().equals("job.completed")));
        JsonNode jobs =
                json.readTree(hub.get("/job/" + batch).body()).path("result").path("jobs");
        String good = jobs.at("/completed/0/job_id").asText();
        String bad = jobs.at("/failed/0/job_id").asText();
        await().atMost(PATIENCE)
                .until(() -> told(good).size() == 3
                        && told(bad).size() == 3
                        && told(batch).size() == 3);

        assertThat(told(batch))
                .extracting(event -> event.path("type").asText())
                .containsExactlyInAnyOrder("job.created", "job.processing", "job.completed");
        assertThat(told(good))
                .extracting(event -> event.path("data").path("status").asText())
                .containsExactlyInAnyOrder("pending", "processing", "completed");
        JsonNode failed = told(bad).stream()
                .filter(event -> event.path("type").asText().equals("job.failed"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.at("/data/code").asText()).isEqualTo("EMPTY_FILE");
        assertThat(failed.at("/data/batch_job_id").asText()).isEqualTo(batch);
        assertThat(failed.at("/data/source_id").asText())
                .isEqualTo(jobs.at("/failed/0/source_id").asText());
        JsonNode end = told(batch).stream()
                .filter(event -> event.path("type").asText().equals("job.completed"))
                .findFirst()
                .orElseThrow();
        assertThat(end.at("/data/kind").asText()).isEqualTo("batch_extract");
        assertThat(end.at("/data/progress").toString())
                .isEqualTo("{\"total\":2,\"completed\":1,\"failed\":1,\"canceled\":0}");
        assertThat(received).noneMatch(one -> one.body().contains("secret sentence"));
        for (Received one : received) {
            Map<String, List<String>> headers = one.headers();
            new Webhook(SECRET).verify(one.body(), HttpHeaders.of(headers, (n, v) -> true));
            assertThat(one.header("webhook-id")).startsWith("msg_");
            assertThat(one.header("svix-id")).isEqualTo(one.header("webhook-id"));
            assertThat(one.header("svix-timestamp")).isEqualTo(one.header("webhook-timestamp"));
            assertThat(one.header("svix-signature")).isEqualTo(one.header("webhook-signature"));
        }
        // The first attempt of all was refused: the same id came again with the same bytes.
        Received first = received.get(0);
        assertThat(received)
                .filteredOn(one -> one.header("webhook-id").equals(first.header("webhook-id")))
                .hasSizeGreaterThan(1)
                .allMatch(one -> one.body().equals(first.body()));
    }

    @Test
    void the_end_on_request_is_told_with_two_spellings() throws Exception {
        String batch = hub.bean(BatchService.class)
                .open(new NewBatch("default", null, Operation.EXTRACT, "embedded", null, null, 1, 1, null, null))
                .toString();
        hub.send(hub.to("/job/" + batch).header("x-api-key", RunningHub.KEY).DELETE());

        await().atMost(PATIENCE).until(() -> told(batch).size() == 2);
        assertThat(told(batch))
                .extracting(event -> event.path("type").asText() + " "
                        + event.at("/data/status").asText())
                .containsExactlyInAnyOrder("job.created processing", "job.cancelled canceled");
    }

    @Test
    void an_event_that_the_dialect_does_not_have_is_refused_at_the_start() {
        assertThatThrownBy(() -> new RunningHub(
                        home.resolve("other"),
                        DATABASE,
                        "--sluice.webhook.endpoints[0].url=http://127.0.0.1:9/hook",
                        "--sluice.webhook.endpoints[0].secret=" + SECRET,
                        "--sluice.webhook.endpoints[0].dialect=pulse",
                        "--sluice.webhook.endpoints[0].events=job_run.completed"))
                .rootCause()
                .hasMessageContaining("job_run.completed, which is no event; events are job.created, job.processing");
    }
}

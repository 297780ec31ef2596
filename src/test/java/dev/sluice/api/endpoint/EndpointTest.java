package dev.sluice.api.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.Operation;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How endpoints do, as a client, a person with a link and a person with a key see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class EndpointTest {
    private static final String PATH = "/api/webhook-endpoints";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private volatile int answer = 410;
    private HttpServer receiver;
    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        receiver.start();
        hub = new RunningHub(
                home,
                DATABASE,
                "--sluice.webhook.endpoints[0].url=http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/hook?token=hidden",
                "--sluice.webhook.endpoints[0].secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "--sluice.webhook.endpoints[0].events=job_run.cancelled");
    }

    @AfterAll
    void stop() {
        hub.close();
        receiver.stop(0);
    }

    private JsonNode read(String path) throws Exception {
        HttpResponse<String> response = hub.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("hidden");
        return json.readTree(response.body());
    }

    private HttpResponse<String> with(String key, String method, String path) throws Exception {
        return hub.send(hub.to(path).header("x-api-key", key).method(method, BodyPublishers.noBody()));
    }

    private void event() {
        BatchService batches = hub.bean(BatchService.class);
        batches.cancel(batches.open(
                new NewBatch("default", null, Operation.EXTRACT, "embedded", null, null, 1, 1, null, null)));
    }

    @Test
    void an_endpoint_that_was_given_up_is_shown_enabled_again_and_told_once_more() throws Exception {
        event();
        JsonNode disabled = await().atMost(PATIENCE)
                .until(
                        () -> read(PATH).at("/data/0"),
                        one -> one.path("status").asText().equals("DISABLED"));
        assertThat(disabled.path("disabledReason").asText()).contains("410");
        String endpoint = PATH + "/" + disabled.path("id").asText();
        JsonNode delivery = read(endpoint + "/deliveries?state=FAILED").at("/data/0");
        assertThat(delivery.path("type").asText()).isEqualTo("job_run.cancelled");
        String one = endpoint + "/deliveries/" + delivery.path("id").asText();
        assertThat(read(one).at("/attempts/0/status").asInt()).isEqualTo(410);

        answer = 204;
        HttpResponse<String> enabled = hub.post(endpoint + "/enable", "");
        assertThat(enabled.statusCode()).as(enabled.body()).isEqualTo(200);
        HttpResponse<String> replayed = hub.post(one + "/replay", "");

        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> read(one).path("state").asText().equals("DELIVERED"));
        assertThat(read(one).path("attempts")).hasSize(2);
        assertThat(ids).hasSize(2).allMatch(ids.get(0)::equals);
        assertThat(read(PATH).at("/data/0/status").asText()).isEqualTo("ENABLED");
        assertThat(hub.post(endpoint + "/enable", "").statusCode()).isEqualTo(200);

        event();
        await().atMost(PATIENCE)
                .until(() ->
                        read(endpoint + "/deliveries?limit=1").at("/meta/total").asInt() == 2);
        String next = read(endpoint + "/deliveries?limit=1").at("/meta/nextUrl").asText();
        assertThat(read(next.substring(next.indexOf(PATH))).at("/data/0/id").asText())
                .isEqualTo(delivery.path("id").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nobody",
                "/01a20281-ce0a-7bb1-97c3-7ede5e257cf1",
                "/01a20281-ce0a-7bb1-97c3-7ede5e257cf1/deliveries",
                "/01a20281-ce0a-7bb1-97c3-7ede5e257cf1/deliveries/01a20281-ce0a-7bb1-97c3-7ede5e257cf1"
            })
    void what_is_not_there_is_not_found(String path) throws Exception {
        assertThat(hub.get(PATH + path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook", "/webhook/"})
    void a_link_opens_the_page_and_what_it_shows_and_nothing_else(String path) throws Exception {
        HttpResponse<String> response = with(RunningHub.KEY, "POST", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String link = json.readTree(response.body()).path("link").asText();
        assertThat(link).startsWith("http://127.0.0.1:" + hub.port() + "/webhook-portal#slt_");
        String text = link.substring(link.indexOf('#') + 1);

        HttpResponse<String> page = hub.send(hub.to("/webhook-portal"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'")
                .contains("script-src 'sha256-");
        assertThat(page.body())
                .contains("api/webhook-endpoints")
                .doesNotContain("src=")
                .doesNotContain("innerHTML");
        assertThat(with(text, "GET", PATH).statusCode()).isEqualTo(200);
        String endpoint = read(PATH).at("/data/0/id").asText();
        assertThat(with(text, "GET", PATH + "/" + endpoint + "/deliveries").statusCode())
                .isEqualTo(200);
        for (String closed : List.of(
                "/api/jobs", "/api/configurations", "/job/x", PATH + "/../jobs", PATH + "x", "/actuator/prometheus")) {
            assertThat(with(text, "GET", closed).statusCode()).as(closed).isIn(400, 401);
        }
        assertThat(with(text, "POST", PATH + "/" + endpoint + "/enable").statusCode())
                .isEqualTo(401);
        assertThat(with(text, "POST", "/webhook").statusCode()).isEqualTo(401);
    }

    @Test
    void a_link_that_was_changed_opens_nothing() throws Exception {
        String link = json.readTree(with(RunningHub.KEY, "POST", "/webhook").body())
                .path("link")
                .asText();
        String[] parts = link.substring(link.indexOf('#') + 1).split("\\.");
        String later = parts[0] + "." + (Long.parseLong(parts[1]) + 1) + "." + parts[2];
        String noKey = "slt_nobody." + parts[1] + "." + parts[2];

        assertThat(Arrays.asList(later, noKey, "slt_", parts[0], link))
                .allSatisfy(
                        text -> assertThat(with(text, "GET", PATH).statusCode()).isEqualTo(401));
    }

    @Test
    void without_a_key_there_is_no_link_and_no_list() throws Exception {
        HttpResponse<String> link = hub.send(hub.to("/webhook").POST(BodyPublishers.noBody()));

        assertThat(link.statusCode()).isEqualTo(401);
        assertThat(json.readTree(link.body()).at("/error/code").asText()).isEqualTo("AUTH_001");
        assertThat(hub.send(hub.to(PATH)).statusCode()).isEqualTo(401);
    }
}

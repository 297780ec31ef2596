package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchCounts;
import dev.sluice.batch.BatchOutcome;
import dev.sluice.batch.BatchReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program, with its own PostgreSQL and parser processes: a file dropped, its results, its webhook. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class HubEndToEndTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private record Received(Map<String, List<String>> headers, String body) {}

    @TempDir
    static Path home;

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final ObjectMapper json = new ObjectMapper();
    private HttpServer receiver;
    private ConfigurableApplicationContext hub;

    @BeforeAll
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
        writeSource("inbox", """
                      - name: directory
                        value: "{{sluice.home}}/inbox"
                      - name: batchQuietTime
                        value: 1s
                """);
        hub = Sluice.start(
                "--sluice.home=" + home,
                "--sluice.routes.dir=" + home.resolve("routes"),
                "--sluice.webhook.endpoints[0].url=http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/",
                "--sluice.webhook.endpoints[0].secret=" + SECRET,
                "--sluice.s3.endpoint=http://127.0.0.1:1", // for the README's source; nobody is there
                "--server.port=0");
    }

    @AfterAll
    void stop() {
        hub.close();
        receiver.stop(0);
    }

    @Test
    void a_dropped_file_becomes_text_a_receipt_and_a_signed_webhook() throws Exception {
        drop(
                home.resolve("inbox"),
                "notice.html",
                "<html><body><h1>Notice</h1><p>The water is turned off.</p></body></html>");
        drop(home.resolve("inbox"), "nothing.txt", "");

        JsonNode done = receipt(home.resolve("inbox/done/notice.html"));
        assertThat(done.path("status").asText()).isEqualTo("completed");
        assertThat(home.resolve("results/inbox/notice.html.md"))
                .content(StandardCharsets.UTF_8)
                .contains("# Notice", "The water is turned off.");
        assertThat(receipt(home.resolve("inbox/failed/nothing.txt"))
                        .path("code")
                        .asText())
                .isEqualTo("EMPTY_FILE");

        String batchId = done.path("batchId").asText();
        await().atMost(PATIENCE).until(() -> webhook("job_run.completed", batchId) != null);
        Received webhook = webhook("job_run.completed", batchId);
        assertThatCode(() -> new Webhook(SECRET)
                        .verify(webhook.body(), HttpHeaders.of(webhook.headers(), (name, value) -> true)))
                .doesNotThrowAnyException();
        JsonNode data = json.readTree(webhook.body()).path("data");
        assertThat(data.path("outcome").asText()).isEqualTo("partial");

        Batch batch = hub.getBean(BatchReader.class)
                .batch("default", UUID.fromString(batchId))
                .orElseThrow();
        assertThat(batch.outcome()).isEqualTo(BatchOutcome.PARTIAL);
        assertThat(batch.counts()).isEqualTo(new BatchCounts(2, 0, 0, 1, 1, 0));
    }

    @Test
    void source_files_are_picked_up_replaced_and_dropped_while_the_hub_runs() throws Exception {
        Path invoices = Files.createDirectories(home.resolve("invoices"));
        writeSource("broken", "      - name: directory\n        value: [");
        writeSource("sneaky", "");
        Files.writeString(
                home.resolve("routes/sources/sneaky.camel.yaml"),
                "- route:\n    id: source-sneaky\n    from:\n      uri: timer:x\n");
        writeSource("invoices", "      - name: directory\n        value: " + invoices + "\n");

        drop(invoices, "one.txt", "The first invoice.");
        assertThat(receipt(invoices.resolve("done/one.txt")).path("source").asText())
                .isEqualTo("invoices");
        await().atMost(PATIENCE).until(() -> health().path("refusedSourceFiles").size() == 2);
        assertThat(health().path("refusedSourceFiles").path("broken").asText()).contains("not valid YAML");
        assertThat(health().path("refusedSourceFiles").path("sneaky").asText()).contains("templatedRoute");

        Path letters = Files.createDirectories(home.resolve("letters"));
        writeSource("invoices", "      - name: directory\n        value: " + letters + "\n");
        drop(letters, "two.txt", "A letter.");
        assertThat(receipt(letters.resolve("done/two.txt")).path("status").asText())
                .isEqualTo("completed");

        Files.delete(home.resolve("routes/sources/invoices.camel.yaml"));
        Files.delete(home.resolve("routes/sources/broken.camel.yaml"));
        Files.delete(home.resolve("routes/sources/sneaky.camel.yaml"));
        await().atMost(PATIENCE).until(() -> !health().path("sources").has("invoices"));
        await().atMost(PATIENCE).until(() -> health().path("refusedSourceFiles").isEmpty());
        assertThat(health().path("sources").has("inbox")).isTrue();
    }

    /** As a reader would: from the top of the project, except that home and port are this hub's. */
    @Test
    void the_commands_and_the_source_file_of_the_readme_work() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Matcher block = Pattern.compile("<!-- run against the hub -->\\s*```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        for (String name : List.of("claims", "bundles")) {
            Matcher source = Pattern.compile(
                            "<!-- a source file: " + name + " -->\\s*```yaml\n(.*?)```", Pattern.DOTALL)
                    .matcher(readme);
            assertThat(source.find()).isTrue();
            Files.writeString(home.resolve("routes/sources/" + name + ".camel.yaml"), source.group(1));
        }
        int blocks = 0;
        while (block.find()) {
            blocks++;
            Path script = Files.writeString(
                    home.resolve("readme-" + blocks + ".sh"),
                    block.group(1).replaceAll("(?<= )data/", home + "/").replace(":8080", ":" + port()));
            Process process = new ProcessBuilder("bash", "-eu", "-o", "pipefail", script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("readme-" + blocks + ".log").toFile())
                    .start();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(blocks).isEqualTo(7);
        assertThat(home.resolve("readme-1.log")).content().contains("US Trustee Handbook", "\"completed\"");
        assertThat(home.resolve("readme-2.log"))
                .content()
                .contains("\"totalJobs\":", "\"status\":\"COMPLETED\"", "{\"retried\":", "\"skipped\":0}");
        assertThat(home.resolve("readme-3.log")).content().contains("\"status\" : \"accepted\"", "\"documents\" : 2");
        assertThat(home.resolve("readme-4.log"))
                .content()
                .contains("\"path\" : \"fake-memo.pdf\"", "\"path\" : \"handbook-1p.docx\"");
        assertThat(home.resolve("readme-5.log"))
                .content()
                .contains(
                        "\"name\":\"inbox\"",
                        "would take 0",
                        "\"paused\":true",
                        "\"runRequestedAt\":\"",
                        "\"retried\":");
        assertThat(home.resolve("readme-6.log"))
                .content()
                .contains(
                        "\"completed\":2,\"failed\":0",
                        "fake-memo.pdf.",
                        "\"table_content\":\"<table>",
                        "\"values\":{\"date\":\"2023-05-05\"}");
        assertThat(home.resolve("readme-7.log")).content().contains("\"UP\"", "jvm_memory_used_bytes");

        Matcher source = Pattern.compile("<!-- a source file: (\\w+) -->\\s*```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        int sources = 0;
        for (; source.find(); sources++) {
            String name = "readme-" + source.group(1);
            Path file = home.resolve("routes/sources/" + name + ".camel.yaml");
            // Nobody is really asked: an address without anybody in place of the one in the example.
            Files.writeString(
                    file,
                    source.group(2)
                            .replace(source.group(1), name)
                            .replace("https://example.com", "http://127.0.0.1:1"));
            await().atMost(PATIENCE).until(() -> health().path("sources").has(name));
            Files.delete(file);
        }
        assertThat(sources).isEqualTo(8);
        Files.delete(home.resolve("routes/sources/claims.camel.yaml"));
        Files.delete(home.resolve("routes/sources/bundles.camel.yaml"));
    }

    @Test
    void a_source_can_ask_for_more_than_text() throws Exception {
        Path inbox = Files.createDirectories(home.resolve("kinds"));
        Files.writeString(home.resolve("routes/sources/kinds.camel.yaml"), """
                - templatedRoute:
                    routeId: source-kinds
                    routeTemplateRef: folder-source
                    parameters:
                      - {name: directory, value: "{{sluice.home}}/kinds"}
                      - {name: operation, value: classify}
                      - {name: options, value: '{"types": [{"name": "invoice"}, {"name": "letter"}]}'}
                """);
        Files.writeString(
                inbox.resolve("a.txt"), "Invoice number 17\nPlease pay 119.00 EUR to our IBAN within 14 days");
        Path result = home.resolve("results/kinds/a.txt.json");
        await().atMost(PATIENCE).until(() -> Files.exists(result));

        assertThat(json.readTree(result.toFile()).path("type").asText()).isEqualTo("invoice");

        Files.writeString(
                home.resolve("routes/sources/kinds.camel.yaml"),
                Files.readString(home.resolve("routes/sources/kinds.camel.yaml"))
                        .replace("types", "kinds"));
        await().atMost(PATIENCE)
                .until(() -> health().toString().contains("kinds")
                        && health().toString().contains("types"));
        Files.delete(home.resolve("routes/sources/kinds.camel.yaml"));
    }

    @Test
    void nothing_but_health_and_figures_is_exposed() throws Exception {
        for (String path : List.of("env", "heapdump", "loggers", "threaddump", "beans", "shutdown")) {
            assertThat(get("/actuator/" + path, "x-api-key", key()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
    }

    private JsonNode health() throws Exception {
        return json.readTree(get("/actuator/health").body())
                .path("components")
                .path("intake")
                .path("details");
    }

    private String key() throws IOException {
        return Files.readString(home.resolve("api-key")).strip();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int port() {
        return ((ServletWebServerApplicationContext) hub).getWebServer().getPort();
    }

    private void writeSource(String name, String parameters) throws IOException {
        Path sources = Files.createDirectories(home.resolve("routes/sources"));
        Files.writeString(
                sources.resolve(name + ".camel.yaml"),
                "- templatedRoute:\n    routeId: source-%s\n    routeTemplateRef: folder-source\n    parameters:\n%s"
                        .formatted(name, parameters));
    }

    private static void drop(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.writeString(folder.resolve(name + ".part"), text);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private JsonNode receipt(Path original) throws IOException {
        Path receipt = original.resolveSibling(original.getFileName() + ".sluice.json");
        await().atMost(PATIENCE).until(() -> Files.exists(receipt) && Files.exists(original));
        return json.readTree(Files.readString(receipt));
    }

    private Received webhook(String type, String batchId) {
        return received.stream()
                .filter(r -> r.body().contains("\"type\":\"" + type + "\"")
                        && r.body().contains(batchId))
                .findFirst()
                .orElse(null);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(204, -1);
        }
    }
}

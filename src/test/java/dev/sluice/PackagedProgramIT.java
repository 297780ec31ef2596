package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The jar as an operator starts it, in an empty folder, with the PostgreSQL in the box: everything else runs from the
 * folders of the build, where nothing can be missing from the jar or from what its parser processes are given of it.
 */
class PackagedProgramIT {
    private static final String KEY = "a-key-for-tests-only";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Process program;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of("target/sluice.jar").toAbsolutePath().toString(),
                        "--server.port=" + port,
                        "--sluice.api-key=" + KEY)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile())
                .start();
        await().atMost(PATIENCE).until(PackagedProgramIT::isUp);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        program.destroy();
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static boolean isUp() {
        assertThat(program.isAlive()).as("the program runs").isTrue();
        try {
            return send(request("/actuator/health").GET()).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("x-api-key", KEY);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode finished(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = JSON.readTree(answer.body()).get("batch_job_id").asText();
        return await().atMost(PATIENCE)
                .until(
                        () -> JSON.readTree(send(request("/job/" + id).GET()).body()),
                        job -> job.path("status").asText().equals("completed"));
    }

    private static String extractionIds() throws IOException, InterruptedException {
        StringBuilder files = new StringBuilder();
        for (String name : List.of("fake-memo.pdf", "handbook-1p.docx", "stanley-cups.xlsx")) {
            byte[] content = Files.readAllBytes(Path.of("src/main/resources/demo", name));
            files.append(files.isEmpty() ? "" : ",")
                    .append("{\"filename\":\"%s\",\"content\":\"%s\"}"
                            .formatted(name, Base64.getEncoder().encodeToString(content)));
        }
        JsonNode job = finished(
                "/batch/extract", "{\"input\":{\"files\":[" + files + "]},\"output\":{\"local_path\":\"extract\"}}");
        return job.at("/result/jobs/completed").findValuesAsText("extraction_id").stream()
                .map(id -> '"' + id + '"')
                .toList()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tables | {}
                    schema | {"schema_config": {"input_schema": {"type": "object", "properties": {"date": {"type": "string"}}}}}
                    split  | {"split_config": {"split_input": [{"name": "memo", "description": "an internal memorandum"}, {"name": "law"}]}}
                    """)
    void each_stage_works_on_what_the_one_before_has_made(String stage, String options) throws Exception {
        String more = options.substring(1, options.length() - 1);
        JsonNode job = finished(
                "/batch/" + stage,
                "{\"extraction_ids\":%s,\"output\":{\"local_path\":\"%s\"}%s}"
                        .formatted(extractionIds(), stage, more.isEmpty() ? "" : "," + more));

        assertThat(job.at("/result/progress/completed").asInt())
                .as(job.toString())
                .isEqualTo(3);
        try (var results = Files.list(folder.resolve("data/results").resolve(stage))) {
            assertThat(results.filter(file -> file.toString().endsWith(".json")))
                    .hasSize(3);
        }
    }

    @Test
    void what_is_dropped_into_the_inbox_is_read_by_the_sample_source() throws Exception {
        Path inbox = folder.resolve("data/inbox");
        await().atMost(PATIENCE).until(() -> Files.isDirectory(inbox));
        Files.copy(Path.of("src/main/resources/demo/handbook-1p.docx"), inbox.resolve("handbook-1p.docx"));

        await().atMost(PATIENCE).until(() -> Files.exists(inbox.resolve("done/handbook-1p.docx.sluice.json")));

        assertThat(folder.resolve("data/results/inbox/handbook-1p.docx.md"))
                .content()
                .contains("US Trustee Handbook");
    }

    @ParameterizedTest
    @CsvSource({"/webhook-portal, text/html", "/api/sources, application/json"})
    void pages_and_lists_are_in_the_jar(String path, String type) throws Exception {
        HttpResponse<String> answer = send(request(path).GET());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    }
}

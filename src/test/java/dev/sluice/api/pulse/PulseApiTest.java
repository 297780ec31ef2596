package dev.sluice.api.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program, asked as Pulse's clients ask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class PulseApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

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
        STORE.bucket("docs");
        hub = new RunningHub(
                home,
                DATABASE,
                "--sluice.limits.file-size=200KB",
                "--sluice.limits.request-size=1MB",
                "--sluice.listing.keys=3",
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

    private static String batch(String... files) {
        return "{\"input\":{\"files\":[%s]},\"output\":{\"local_path\":\"out\"},\"workers\":2}"
                .formatted(String.join(",", files));
    }

    private JsonNode accepted(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return json.readTree(response.body());
    }

    private JsonNode submit(String body) throws Exception {
        return accepted(hub.post("/batch/extract", body));
    }

    private JsonNode job(String id) throws Exception {
        HttpResponse<String> response = hub.get("/job/" + id);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private JsonNode finished(JsonNode accepted) {
        String id = accepted.path("batch_job_id").asText();
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> job(id),
                        job -> List.of("completed", "failed", "canceled")
                                .contains(job.path("status").asText()));
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return hub.send(hub.to(path).header("x-api-key", RunningHub.KEY).method(method, BodyPublishers.noBody()));
    }

    private String code(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        JsonNode error = json.readTree(response.body()).path("error");
        assertThat(error.path("message").asText()).isNotEmpty();
        return response.statusCode() + " " + error.path("code").asText();
    }

    @Test
    void uploaded_documents_are_extracted_shown_and_written_where_the_client_wants_them() throws Exception {
        JsonNode accepted = submit(batch(file("a.md", "# Title\n\nSome *words* here."), file("empty.txt", "")));
        assertThat(accepted.toString())
                .matches("\\{\"batch_job_id\":\"[0-9a-f-]{36}\",\"status\":\"processing\",\"total_files\":2}");

        JsonNode parent = finished(accepted);
        assertThat(parent.path("job_id")).isEqualTo(accepted.path("batch_job_id"));
        assertThat(parent.path("status").asText()).isEqualTo("completed");
        assertThat(parent.path("created_at").asText()).matches("20[0-9T:.-]{21}Z");
        JsonNode progress = parent.path("result").path("progress");
        assertThat(progress.path("total").asInt()).isEqualTo(2);
        assertThat(progress.path("completed").asInt()).isEqualTo(1);
        assertThat(progress.path("failed").asInt()).isEqualTo(1);
        JsonNode failed = parent.path("result").path("jobs").path("failed").path(0);
        assertThat(failed.path("file").asText()).isEqualTo("empty.txt");
        assertThat(failed.path("code").asText()).isEqualTo("EMPTY_FILE");
        assertThat(failed.path("error").asText()).isNotEmpty();
        assertThat(job(failed.path("job_id").asText()).path("status").asText()).isEqualTo("failed");

        JsonNode completed =
                parent.path("result").path("jobs").path("completed").path(0);
        assertThat(completed.path("file").asText()).isEqualTo("a.md");
        JsonNode child = job(completed.path("job_id").asText());
        JsonNode result = child.path("result");
        assertThat(child.path("status").asText()).isEqualTo("completed");
        assertThat(result.path("markdown").asText()).contains("# Title", "words");
        assertThat(result.path("page_count").asInt()).isEqualTo(1);
        assertThat(result.path("extraction_id")).isEqualTo(completed.path("extraction_id"));
        JsonNode boxes = result.path("bounding_boxes");
        assertThat(boxes.path("Title").path(0).path("id").asText()).isEqualTo("txt-1");
        assertThat(boxes.path("Title").path(0).path("content").asText()).isEqualTo("Title");
        assertThat(boxes.path("Text").path(0).path("id").asText()).isEqualTo("txt-2");
        assertThat(boxes.path("markdown_with_ids").asText())
                .startsWith("# <text data-bb-text-id=\"txt-1\">Title</text>");
        Path output = Path.of(completed.path("output").path(0).asText());
        assertThat(output.getFileName())
                .hasToString("a.md." + completed.path("job_id").asText() + ".json");
        // A file is written for nobody's request, so its links begin with nothing unless sluice.public-url is set.
        assertThat(json.readTree(Files.readString(output)))
                .isEqualTo(json.readTree(result.toString().replace("http://127.0.0.1:" + hub.port(), "")));
    }

    @Test
    void the_exchanges_of_the_sdk_look_as_recorded() throws Exception {
        STORE.put("docs", "golden/one.txt", "one");
        JsonNode accepted = accepted(hub.post("/batch/extract", golden("batch-extract-files.request")));
        golden("batch-extract-files.answer", accepted.toString());
        JsonNode parent = finished(accepted);
        golden("job-parent.answer", parent.toString());
        String id = accepted.path("batch_job_id").asText();
        String child = parent.at("/result/jobs/completed/0/job_id").asText();
        golden("job-child.answer", hub.get("/job/" + child).body());
        golden("job-cancel.answer", send("DELETE", "/job/" + id).body());
        golden("job-unknown.answer", hub.get("/job/undefined").body());
        JsonNode prefix = accepted(hub.post("/batch/extract", golden("batch-extract-prefix.request")));
        golden("batch-extract-prefix.answer", prefix.toString());
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/dev/sluice/api/pulse/" + name + ".json"));
    }

    /** Compares as JSON; ids, times and the home differ from run to run. */
    private void golden(String name, String answer) throws IOException {
        String same = answer.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replace("http://127.0.0.1:" + hub.port(), "<origin>")
                .replace(home.toRealPath().toString(), "<home>");
        assertThat(json.readTree(same)).as(name).isEqualTo(json.readTree(golden(name)));
    }

    @Test
    void a_multipart_upload_is_taken_with_its_names() throws Exception {
        String body = """
                --b\r
                Content-Disposition: form-data; name="output"\r
                \r
                {"local_path":"out"}\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="Öl und Gas.csv"\r
                \r
                a,b
                1,2\r
                --b--\r
                """;
        JsonNode parent = finished(accepted(hub.send(hub.to("/batch/extract/")
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body)))));

        JsonNode completed =
                parent.path("result").path("jobs").path("completed").path(0);
        assertThat(completed.path("file").asText()).isEqualTo("Öl und Gas.csv");
        JsonNode table = job(completed.path("job_id").asText())
                .path("result")
                .path("bounding_boxes")
                .path("Tables")
                .path(0);
        assertThat(table.path("table_info").path("id").asText()).isEqualTo("tbl-1");
        assertThat(table.path("table_info").path("dimensions").toString()).isEqualTo("[2,2]");
        assertThat(table.path("cell_data").path(3).path("text").asText()).isEqualTo("2");
    }

    @Test
    void a_schema_among_the_options_is_filled_for_every_document_of_a_batch_that_stages_go_on_from() throws Exception {
        String content =
                Base64.getEncoder().encodeToString("# Invoice\n\nTotal: 120.50\n".getBytes(StandardCharsets.UTF_8));
        String schema = "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}";
        JsonNode accepted = submit("{\"input\":{\"files\":[{\"filename\":\"a.md\",\"content\":\"" + content
                + "\"},{\"filename\":\"empty.txt\",\"content\":\"\"}]},\"output\":{\"local_path\":\"filled\"},"
                + "\"extract_options\":{\"structuredOutput\":{\"schema\":" + schema + "}}}");
        assertThat(accepted.path("warnings").toString()).contains("structuredOutput is deprecated");
        JsonNode parent = finished(accepted);

        JsonNode completed = parent.at("/result/jobs/completed/0");
        assertThat(completed.path("page_count").asInt()).isEqualTo(1);
        JsonNode result = job(completed.path("job_id").asText()).path("result");
        assertThat(result.path("extraction_id")).isEqualTo(completed.path("extraction_id"));
        assertThat(result.at("/structured_output/values/total").asDouble()).isEqualTo(120.5);
        JsonNode stage = finished(accepted(hub.post(
                "/batch/tables",
                "{\"batch_extract_id\":\"%s\",\"output\":{\"local_path\":\"filled\"}}"
                        .formatted(accepted.path("batch_job_id").asText()))));
        assertThat(stage.at("/result/jobs/completed/0/extraction_id")).isEqualTo(completed.path("extraction_id"));
        assertThat(stage.at("/result/jobs/skipped/0/file").asText()).isEqualTo("empty.txt");
        assertThat(stage.at("/result/jobs/skipped/0/stage").asText()).isEqualTo("extract");
    }

    @Test
    void objects_below_a_prefix_are_extracted_and_results_go_to_another() throws Exception {
        STORE.put("docs", "few/a/1.txt", "document one");
        STORE.put("docs", "few/2.txt", "document two");
        STORE.put("docs", "few2/other.txt", "not below the prefix");
        JsonNode accepted =
                submit("{\"input\":{\"s3_prefix\":\"s3://docs/few\"},\"output\":{\"s3_prefix\":\"s3://docs/out/\"}}");
        assertThat(accepted.path("total_files").asInt()).isEqualTo(2);

        JsonNode completed = finished(accepted).path("result").path("jobs").path("completed");
        assertThat(completed).hasSize(2);
        String place = completed.path(0).path("output").path(0).asText();
        assertThat(place).startsWith("s3://docs/out/");
        assertThat(json.readTree(STORE.get("docs", place.substring("s3://docs/".length())))
                        .path("markdown")
                        .asText())
                .startsWith("document");
    }

    @Test
    void a_prefix_with_many_objects_is_listed_on_after_the_answer() throws Exception {
        for (int i = 0; i < 1_005; i++) {
            STORE.put("docs", "many/%04d.txt".formatted(i), "");
        }
        String id = submit("{\"input\":{\"s3_prefix\":\"s3://docs/many\"},\"output\":{\"local_path\":\"out\"}}")
                .path("batch_job_id")
                .asText();
        assertThat(job(id).path("status").asText()).isEqualTo("processing");
        await().atMost(PATIENCE)
                .until(() -> DATABASE.jdbcClient()
                                .sql("SELECT count(*) FROM batch_listing")
                                .query(Integer.class)
                                .single()
                        == 0);

        assertThat(send("DELETE", "/job/" + id).statusCode()).isEqualTo(200);
        assertThat(job(id).path("result").path("progress").path("total").asInt())
                .isEqualTo(1_005);
        assertThat(DATABASE.jdbcClient()
                        .sql("SELECT sealed_at IS NOT NULL FROM batch WHERE id = ?::uuid")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_batch_can_be_ended() throws Exception {
        String[] files = new String[60];
        for (int i = 0; i < files.length; i++) {
            files[i] = file("f" + i + ".txt", "text " + i);
        }
        String id = submit(batch(files).replace("\"workers\":2", "\"workers\":1"))
                .path("batch_job_id")
                .asText();
        HttpResponse<String> first = send("DELETE", "/job/" + id);
        JsonNode after = job(id);
        HttpResponse<String> second = send("POST", "/cancel/" + id);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json.readTree(first.body()).path("job_id").asText()).isEqualTo(id);
        assertThat(json.readTree(first.body()).path("message").asText()).contains("cancelled");
        assertThat(after.path("status").asText()).isEqualTo("canceled");
        JsonNode jobs = after.path("result").path("jobs");
        assertThat(jobs.path("canceled").size() + jobs.path("completed").size()).isEqualTo(60);
        String child = jobs.path("canceled").path(0).path("job_id").asText();
        assertThat(job(child).path("status").asText()).isEqualTo("canceled");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json.readTree(second.body()).path("message").asText()).contains("already");
        assertThat(job(id).path("status").asText()).isEqualTo("canceled");
    }

    @Test
    void the_same_request_with_the_same_key_is_one_batch() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = batch(file("once.txt", "once"));
        HttpResponse<String> first = hub.send(keyed(key, body));
        HttpResponse<String> again = hub.send(keyed(key, body));
        HttpResponse<String> other = hub.send(keyed(key, batch(file("other.txt", "other"))));

        assertThat(accepted(again)).isEqualTo(accepted(first));
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(code(other)).isEqualTo("400 REQ_003");
        assertThat(code(hub.send(keyed("k".repeat(300), body)))).isEqualTo("400 REQ_003");
    }

    private HttpRequest.Builder keyed(String key, String body) {
        return hub.to("/batch/extract")
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /job/undefined                            | 404 JOB_001",
                "GET    | /job/01a20281-ce0a-7bb1-97c3-7ede5e257cf1 | 404 JOB_001",
                "GET    | /job/1-1-1-1-1                            | 404 JOB_001",
                "DELETE | /job/01a20281-ce0a-7bb1-97c3-7ede5e257cf1 | 404 JOB_001",
                "POST   | /cancel/nothing                           | 404 JOB_001",
                "GET    | /job                                      | 404 GENERAL_002",
                "GET    | /batch/unknown                            | 404 GENERAL_002",
                "POST   | /form/detect                              | 404 GENERAL_002",
                "GET    | /batch/extract                            | 405 GENERAL_003",
                "PUT    | /job/undefined                            | 405 GENERAL_003",
                "POST   | /batch/extract                            | 400 REQ_002",
            })
    void what_is_not_there_is_said_in_json(String method, String path, String code) throws Exception {
        assertThat(code(send(method, path))).isEqualTo(code);
    }

    @Test
    void head_and_options_are_answered() throws Exception {
        String id = submit(batch(file("a.txt", "a"))).path("batch_job_id").asText();
        HttpResponse<String> head = send("HEAD", "/job/" + id);
        HttpResponse<String> options = send("OPTIONS", "/batch/extract");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("allow")).hasValue("POST, OPTIONS");
        assertThat(options.body()).startsWith("{");
    }

    @Test
    void the_key_is_asked_for_before_the_body_is_read() throws Exception {
        HttpRequest.Builder nonsense = hub.to("/batch/extract")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("nonsense"));
        assertThat(code(hub.send(nonsense))).isEqualTo("401 AUTH_001");
        assertThat(code(hub.send(nonsense.header("x-api-key", "wrong")))).isEqualTo("401 AUTH_002");
        assertThat(code(hub.post("/batch/extract", "nonsense"))).isEqualTo("400 REQ_002");
    }

    @Test
    void what_is_refused_leaves_no_batch() throws Exception {
        int before = batches();
        String large = file("large.txt", "x".repeat(250_000));
        assertThat(code(hub.post("/batch/extract", batch(file("a.txt", "a"), large))))
                .isEqualTo("413 FILE_002");
        assertThat(code(hub.post("/batch/extract", batch("\"" + "x".repeat(1_100_000) + "\""))))
                .isEqualTo("413 FILE_002");
        assertThat(code(hub.post("/batch/extract", batch(file("a.txt", "a")).replace("\"out\"", "\"../out\""))))
                .isEqualTo("400 REQ_003");
        assertThat(code(hub.post(
                        "/batch/extract", batch(file("a.txt", "a")).replace("local_path\":\"out", "s3_prefix\":\"x"))))
                .isEqualTo("400 REQ_003");
        assertThat(code(hub.post("/batch/extract", input("s3_prefix", "\"s3://docs/nothing/\""))))
                .isEqualTo("400 REQ_003");
        assertThat(code(hub.post("/batch/extract", input("s3_prefix", "\"s3://no-such-bucket/x/\""))))
                .isEqualTo("400 STORAGE_001");
        assertThat(code(hub.post("/batch/extract", input("local_path", "\"/etc\""))))
                .isEqualTo("400 REQ_003");
        assertThat(code(hub.post("/batch/extract", input("file_urls", "[\"http://user:pw@example.com/x\"]"))))
                .isEqualTo("400 REQ_003");
        assertThat(batches()).isEqualTo(before);
    }

    private static String input(String name, String value) {
        return "{\"input\":{\"%s\":%s},\"output\":{\"local_path\":\"out\"}}".formatted(name, value);
    }

    private static int batches() {
        return DATABASE.jdbcClient()
                .sql("SELECT count(*) FROM batch")
                .query(Integer.class)
                .single();
    }
}

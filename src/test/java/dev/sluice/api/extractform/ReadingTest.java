package dev.sluice.api.extractform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.Operation;
import dev.sluice.security.KeysCommand;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of documents, as a client reads it: two real ones from a folder, and runs that nothing works on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ReadingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;
    private String run;

    @BeforeAll
    void start() throws Exception {
        Path inbox = Files.createDirectories(home.resolve("inbox"));
        Files.writeString(
                inbox.resolve("notice.html"),
                "<html><body><h1>Notice</h1><p>The water is turned off.</p></body></html>");
        Files.writeString(inbox.resolve("nothing.txt"), "");
        Files.writeString(
                Files.createDirectories(home.resolve("routes/sources")).resolve("inbox.camel.yaml"), """
                - templatedRoute:
                    routeId: source-inbox
                    routeTemplateRef: folder-source
                    parameters:
                      - {name: directory, value: "{{sluice.home}}/inbox"}
                      - {name: batchQuietTime, value: 1s}
                """);
        hub = new RunningHub(home, DATABASE);
        await().atMost(PATIENCE)
                .until(() -> read("/api/job-runs?source=WATCH&status=COMPLETED")
                                .at("/data/0/totalJobs")
                                .asInt()
                        == 2);
        run = read("/api/job-runs?source=WATCH").at("/data/0/id").asText();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private JsonNode read(String path) throws Exception {
        HttpResponse<String> answer = hub.get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private int status(String path) throws Exception {
        return hub.get(path).statusCode();
    }

    /** A run for an engine that does not exist: nothing ever happens to it by itself. */
    private UUID idle(int documents, String externalRef) {
        BatchService batches = hub.bean(BatchService.class);
        UUID batch = batches.open(
                new NewBatch("default", null, Operation.SPLIT, "nobody", null, externalRef, 4, 1, null, null));
        Ids ids = hub.bean(Ids.class);
        batches.add(
                batch,
                IntStream.range(0, documents)
                        .mapToObj(i -> new NewJob(ids.next(), null))
                        .toList());
        batches.seal(batch);
        return batch;
    }

    private JsonNode job(String status) throws Exception {
        return read("/api/job-runs/" + run + "/jobs?status=" + status).at("/data/0");
    }

    /** What differs from one run of the test to the next stands as its kind. */
    private static String leveled(JsonNode view) {
        return view.toPrettyString()
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "TIME")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HUB");
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/golden/extractform", name))
                .strip();
    }

    @Test
    void a_run_and_its_jobs_have_the_shapes_of_the_contract() throws Exception {
        assertThat(leveled(read("/api/job-runs/" + run))).isEqualTo(golden("job-run.json"));
        assertThat(leveled(read("/api/jobs/" + job("COMPLETED").path("id").asText())))
                .isEqualTo(golden("job-completed.json"));
        assertThat(leveled(job("FAILED"))).isEqualTo(golden("job-failed.json"));
        assertThat(leveled(read("/api/job-runs?source=WATCH").path("meta"))).isEqualTo(golden("meta.json"));
    }

    @Test
    void a_result_is_the_stored_file_and_its_parts_are_downloads() throws Exception {
        String id = job("COMPLETED").path("id").asText();

        HttpResponse<String> result = hub.get("/api/jobs/" + id + "/result");
        assertThat(result.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.readTree(result.body()).isObject()).isTrue();
        assertThat(result.body()).contains("The water is turned off.");
        String tag = result.headers().firstValue("ETag").orElseThrow();
        assertThat(hub.send(hub.to("/api/jobs/" + id + "/result")
                                .header("x-api-key", RunningHub.KEY)
                                .header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);

        HttpResponse<String> part = hub.get("/api/jobs/" + id + "/result?part=result.md");
        assertThat(part.body()).contains("# Notice");
        assertThat(part.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(part.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        for (String name : List.of("..%2Fresult.md", "../result.md", "nothing", "%2e%2e", "RESULT.MD")) {
            assertThat(status("/api/jobs/" + id + "/result?part=" + name))
                    .as(name)
                    .isEqualTo(404);
        }
    }

    @Test
    void where_there_is_no_result_it_says_why() throws Exception {
        HttpResponse<String> failed =
                hub.get("/api/jobs/" + job("FAILED").path("id").asText() + "/result");
        assertThat(failed.statusCode()).isEqualTo(409);
        assertThat(failed.body()).contains("JOB_FAILED", "EMPTY_FILE");

        UUID idle = idle(1, null);
        String waiting =
                read("/api/job-runs/" + idle + "/jobs").at("/data/0/id").asText();
        HttpResponse<String> early = hub.get("/api/jobs/" + waiting + "/result");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("JOB_NOT_FINISHED");
        assertThat(early.headers().firstValue("Retry-After")).isPresent();

        hub.post("/api/jobs/" + waiting + "/cancel", "");
        assertThat(hub.get("/api/jobs/" + waiting + "/result").body()).contains("JOB_CANCELLED");
    }

    @Test
    void pages_are_followed_by_their_links_to_an_end() throws Exception {
        UUID idle = idle(25, null);
        List<String> seen = new ArrayList<>();
        String next = "/api/job-runs/" + idle + "/jobs?limit=10";
        int pages = 0;
        while (next != null) {
            HttpResponse<String> answer = hub.get(next);
            JsonNode body = json.readTree(answer.body());
            body.path("data").forEach(job -> seen.add(job.path("id").asText()));
            JsonNode url = body.at("/meta/nextUrl");
            pages++;
            assertThat(body.at("/meta/page").asInt()).isEqualTo(pages);
            assertThat(body.at("/meta/total").asInt()).isEqualTo(25);
            assertThat(body.at("/meta/totalPages").asInt()).isEqualTo(3);
            assertThat(body.at("/meta/hasNextPage").asBoolean()).isEqualTo(!url.isNull());
            assertThat(answer.headers().firstValue("Link").isPresent()).isEqualTo(!url.isNull());
            next = url.isNull() ? null : url.asText().replaceFirst("http://127.0.0.1:\\d+", "");
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSorted();

        JsonNode second = read("/api/job-runs/" + idle + "/jobs?limit=10&page=2");
        assertThat(second.at("/data/0/id").asText()).isEqualTo(seen.get(10));
        JsonNode beyond = read("/api/job-runs/" + idle + "/jobs?limit=10&page=99");
        assertThat(beyond.path("data")).isEmpty();
        assertThat(beyond.at("/meta/nextUrl").isNull()).isTrue();
    }

    @Test
    void runs_are_found_by_their_reference_and_counted_by_state() throws Exception {
        String ref = "order " + UUID.randomUUID();
        UUID idle = idle(10, ref);

        JsonNode found = read("/api/job-runs?externalRef=" + ref.replace(" ", "%20"));
        assertThat(found.at("/meta/total").asInt()).isEqualTo(1);
        JsonNode view = found.at("/data/0");
        assertThat(view.path("id").asText()).isEqualTo(idle.toString());
        assertThat(view.path("status").asText()).isEqualTo("PROCESSING");
        assertThat(view.path("outcome").isNull()).isTrue();
        assertThat(view.path("jobType").asText()).isEqualTo("SPLIT");
        assertThat(view.path("pendingJobs").asInt()).isEqualTo(6);
        assertThat(view.path("queuedJobs").asInt()).isEqualTo(4);
        assertThat(view.path("progress").asInt()).isZero();
        assertThat(read("/api/job-runs/" + idle + "/jobs?status=QUEUED")
                        .at("/meta/total")
                        .asInt())
                .isEqualTo(4);
        assertThat(read("/api/job-runs/" + idle + "/jobs?status=PENDING").path("data"))
                .hasSize(6);
        assertThat(read("/api/job-runs?createdAfter=2999-01-01T00:00:00Z").path("data"))
                .isEmpty();
        assertThat(read("/api/job-runs?jobType=SPLIT&status=PROCESSING&sort=createdAt:asc&source=UPLOAD")
                        .path("data"))
                .isNotEmpty();
        assertThat(read("/api/jobs?type=SPLIT&status=QUEUED&limit=1").path("data"))
                .hasSize(1);
    }

    @Test
    void a_waiting_client_is_told_when_to_ask_again_and_what_has_not_changed() throws Exception {
        UUID idle = idle(1, null);
        HttpResponse<String> first = hub.get("/api/job-runs/" + idle);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(hub.send(hub.to("/api/job-runs/" + idle)
                                .header("x-api-key", RunningHub.KEY)
                                .header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        hub.post("/api/job-runs/" + idle + "/cancel", "");
        HttpResponse<String> after = hub.send(hub.to("/api/job-runs/" + idle)
                .header("x-api-key", RunningHub.KEY)
                .header("If-None-Match", tag));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void a_run_is_canceled_once_and_its_jobs_can_be_tried_again() throws Exception {
        UUID idle = idle(6, null);

        HttpResponse<String> canceled = hub.post("/api/job-runs/" + idle + "/cancel", "{\"reason\": \"wrong month\"}");
        assertThat(canceled.statusCode()).isEqualTo(202);
        JsonNode view = json.readTree(canceled.body());
        assertThat(view.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(view.path("outcome").asText()).isEqualTo("CANCELLED");
        assertThat(view.path("cancelledJobs").asInt()).isEqualTo(6);
        assertThat(view.path("cancelRequestedAt").isNull()).isFalse();
        assertThat(hub.post("/api/job-runs/" + idle + "/cancel", "").statusCode())
                .isEqualTo(200);

        String one = read("/api/job-runs/" + idle + "/jobs").at("/data/0/id").asText();
        assertThat(retry(idle, "{\"scope\": \"failed\"}")).isEqualTo("{\"retried\":0,\"skipped\":0}");
        assertThat(retry(idle, "{\"scope\": \"cancelled\", \"jobIds\": [\"" + one + "\", \"" + NOBODY + "\", \"x\"]}"))
                .isEqualTo("{\"retried\":1,\"skipped\":2}");
        assertThat(retry(idle, "{\"scope\": \"all\", \"errorCodes\": [\"EMPTY_FILE\"]}"))
                .isEqualTo("{\"retried\":0,\"skipped\":0}");
        assertThat(retry(idle, "{\"scope\": \"all\"}")).isEqualTo("{\"retried\":5,\"skipped\":0}");
        JsonNode reopened = read("/api/job-runs/" + idle);
        assertThat(reopened.path("generation").asInt()).isEqualTo(2);
        assertThat(reopened.path("totalJobs").asInt()).isEqualTo(6);
        assertThat(read("/api/job-runs/" + idle + "/jobs").path("data")).hasSize(6);
    }

    private String retry(UUID id, String body) throws Exception {
        HttpResponse<String> answer = hub.post("/api/job-runs/" + id + "/retry", body);
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.body();
    }

    @Test
    void a_run_that_has_ended_cannot_be_canceled_and_a_job_that_succeeded_not_restarted() throws Exception {
        HttpResponse<String> cancel = hub.post("/api/job-runs/" + run + "/cancel", "");
        assertThat(cancel.statusCode()).isEqualTo(409);
        assertThat(cancel.body()).contains("RUN_ALREADY_TERMINAL");
        String completed = job("COMPLETED").path("id").asText();
        assertThat(hub.post("/api/jobs/" + completed + "/restart", "").statusCode())
                .isEqualTo(409);
        assertThat(hub.post("/api/jobs/" + completed + "/cancel", "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_job_is_restarted_by_one_new_job_however_often_it_is_asked_for() throws Exception {
        UUID idle = idle(1, null);
        String id = read("/api/job-runs/" + idle + "/jobs").at("/data/0/id").asText();
        assertThat(hub.post("/api/jobs/" + id + "/restart", "").statusCode()).isEqualTo(409);
        assertThat(hub.post("/api/jobs/" + id + "/cancel", "").statusCode()).isEqualTo(202);
        assertThat(hub.post("/api/jobs/" + id + "/cancel", "").statusCode()).isEqualTo(200);

        HttpResponse<String> restarted = hub.post("/api/jobs/" + id + "/restart", "");
        assertThat(restarted.statusCode()).isEqualTo(202);
        String again = json.readTree(restarted.body()).path("id").asText();
        assertThat(again).isNotEqualTo(id);
        assertThat(restarted.headers().firstValue("Location").orElseThrow()).endsWith("/api/jobs/" + again);
        assertThat(json.readTree(hub.post("/api/jobs/" + id + "/restart", "").body())
                        .path("id")
                        .asText())
                .isEqualTo(again);
        assertThat(read("/api/jobs/" + id).path("status").asText()).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/job-runs?statsu=FAILED",
                "/api/job-runs?status=DONE",
                "/api/job-runs?status=completed",
                "/api/job-runs?limit=0",
                "/api/job-runs?limit=101",
                "/api/job-runs?page=-1",
                "/api/job-runs?page=1e3",
                "/api/job-runs?sort=name",
                "/api/job-runs?createdAfter=yesterday",
                "/api/job-runs?limit=1&limit=2",
                "/api/job-runs?cursor=x",
                "/api/job-runs?cursor=7",
                "/api/jobs?errorCode=NO",
                "/api/jobs?page=99999999999",
                "/api/job-runs?createdBefore=%2B999999999-12-31T23:59:59Z"
            })
    void a_query_that_would_be_misread_is_refused_and_names_its_parameter(String path) throws Exception {
        HttpResponse<String> answer = hub.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("errorCode").asText()).isEqualTo("VALIDATION_FAILED");
        assertThat(path).contains(body.at("/details/0/path").asText() + "=");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"scope\": \"everything\"}', scope",
        "'{\"jobIds\": []}', jobIds",
        "'{\"errorCodes\": [\"NO_SUCH\"]}', errorCodes[0]",
        "'{\"errorCodes\": []}', errorCodes"
    })
    void a_retry_that_would_be_misread_is_refused(String body, String path) throws Exception {
        HttpResponse<String> answer = hub.post("/api/job-runs/" + run + "/retry", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).at("/details/0/path").asText()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"jobIds\": 7}", "\"x\"", "{\"scope\": {\"@class\": \"java.lang.Object\"}}"})
    void a_body_that_is_not_what_it_should_be_is_a_400_without_a_word_of_java(String body) throws Exception {
        HttpResponse<String> answer = hub.post("/api/job-runs/" + run + "/retry", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .doesNotContain("java")
                .doesNotContain("Exception")
                .doesNotContain("jackson");
    }

    @Test
    void what_another_tenant_has_cannot_be_told_from_what_nobody_has() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new KeysCommand(stream, System.err)
                .run(List.of(
                        "create",
                        "--tenant=other",
                        "--spring.datasource.url=" + DATABASE.jdbcUrl(),
                        "--spring.datasource.username=" + DATABASE.username(),
                        "--spring.datasource.password=" + DATABASE.password()));
        String key = out.toString(StandardCharsets.UTF_8).strip();
        // A key is known within a tenth of a second after it was made.
        await().until(() -> !answer(key, "/api/job-runs").startsWith("401"));
        String job = job("FAILED").path("id").asText();

        for (String path : List.of(
                "/api/job-runs/{run}",
                "/api/job-runs/{run}/jobs",
                "/api/jobs/{job}",
                "/api/jobs/{job}/result",
                "POST /api/job-runs/{run}/cancel",
                "POST /api/job-runs/{run}/retry",
                "POST /api/jobs/{job}/restart",
                "POST /api/jobs/{job}/cancel")) {
            String foreign = answer(key, path.replace("{run}", run).replace("{job}", job));
            assertThat(foreign).as(path).startsWith("404");
            assertThat(foreign)
                    .isEqualTo(answer(key, path.replace("{run}", NOBODY).replace("{job}", NOBODY)));
            assertThat(foreign)
                    .isEqualTo(answer(key, path.replace("{run}", "undefined").replace("{job}", "x")));
        }
        assertThat(answer(key, "/api/job-runs")).contains("\"total\":0");
        assertThat(answer(key, "/api/jobs")).contains("\"total\":0");
        assertThat(read("/api/job-runs/" + run).path("generation").asInt()).isEqualTo(1);
    }

    private String answer(String key, String path) throws Exception {
        boolean post = path.startsWith("POST ");
        var request = hub.to(post ? path.substring(5) : path).header("x-api-key", key);
        HttpResponse<String> answer =
                hub.send(post ? request.POST(java.net.http.HttpRequest.BodyPublishers.noBody()) : request);
        return answer.statusCode() + " " + answer.body().replaceFirst("\"requestId\":\"[^\"]*\"", "");
    }
}

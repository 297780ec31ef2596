package dev.sluice.api.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.intake.source.SourceMetrics;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The watched sources of the whole program, as a client sees and commands them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class SourceApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(home, DATABASE, "--sluice.intake.quiet-time=100ms", "--sluice.intake.minimum-age=0s");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private Path source(String name, String... parameters) throws IOException {
        Path folder = Files.createDirectories(home.resolve("in-" + name));
        StringBuilder text = new StringBuilder("""
                - templatedRoute:
                    routeId: source-%s
                    routeTemplateRef: folder-source
                    parameters:
                      - {name: directory, value: "%s"}
                """.formatted(name, folder));
        for (int i = 0; i < parameters.length; i += 2) {
            text.append("      - {name: %s, value: \"%s\"}%n".formatted(parameters[i], parameters[i + 1]));
        }
        Files.writeString(home.resolve("routes/sources/" + name + ".camel.yaml"), text);
        await().atMost(PATIENCE).until(() -> hub.get("/api/sources/" + name).statusCode() == 200);
        return folder;
    }

    private JsonNode read(String path) throws Exception {
        HttpResponse<String> response = hub.get("/api/sources" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private JsonNode post(int status, String path, String body) throws Exception {
        HttpResponse<String> response = hub.post("/api/sources" + path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json.readTree(response.body());
    }

    @Test
    void a_source_is_shown_with_all_that_is_known_of_it() throws Exception {
        Path folder = source("shown", "pollInterval", "200ms", "silence", "1h");
        Files.writeString(folder.resolve("empty.txt"), "");

        JsonNode shown = await().atMost(PATIENCE)
                .until(() -> read("/shown"), one -> one.at("/records/failed").asInt() == 1);

        assertThat(shown.path("kind").asText()).isEqualTo("folder-source");
        assertThat(shown.path("place").asText()).isEqualTo(folder.toString());
        assertThat(shown.path("operation").asText()).isEqualTo("extract");
        assertThat(shown.path("pollInterval").asText()).isEqualTo("200ms");
        assertThat(shown.path("silence").asText()).isEqualTo("1h");
        assertThat(shown.path("silent").asBoolean()).isFalse();
        assertThat(shown.path("paused").asBoolean()).isFalse();
        assertThat(shown.path("owner").asText()).isNotEmpty();
        assertThat(shown.path("lastPollAt").asText()).endsWith("Z");
        assertThat(shown.path("lastDocumentAt").asText()).endsWith("Z");
        assertThat(shown.path("nextRuns")).hasSize(1);
        assertThat(shown.at("/records/total").asInt()).isEqualTo(1);
        assertThat(read("").path("data"))
                .anySatisfy(one -> assertThat(one.path("name").asText()).isEqualTo("shown"));
    }

    @Test
    void a_schedule_shows_its_next_three_times_and_a_run_need_not_wait_for_them() throws Exception {
        Path folder = source("nightly", "schedule", "0 3 * * *", "timeZone", "Europe/Berlin");
        Files.writeString(folder.resolve("empty.txt"), "");
        JsonNode before = read("/nightly");
        assertThat(before.path("schedule").asText()).isEqualTo("0 3 * * *");
        assertThat(before.path("timeZone").asText()).isEqualTo("Europe/Berlin");
        assertThat(before.path("nextRuns")).hasSize(3);
        assertThat(before.path("pollInterval").isNull()).isTrue();
        assertThat(before.at("/records/total").asInt()).isZero();

        post(202, "/nightly/run", "");

        await().atMost(PATIENCE)
                .until(() -> read("/nightly").at("/records/total").asInt() == 1);
        await().atMost(PATIENCE)
                .until(() -> read("/nightly").path("runRequestedAt").isNull()
                        && !read("/nightly").path("lastRunAt").isNull());
    }

    @Test
    void a_source_is_paused_tried_dry_and_resumed() throws Exception {
        Path folder = source("paused", "exclude", "*.log");
        assertThat(post(200, "/paused/pause", "").path("paused").asBoolean()).isTrue();
        Files.writeString(folder.resolve("a.txt"), "");
        Files.writeString(folder.resolve("b.log"), "");

        JsonNode dry = await().atMost(PATIENCE)
                .until(
                        () -> post(200, "/paused/dry-run", ""),
                        one -> one.path("take").asInt() == 1);
        assertThat(dry.path("summary").asText()).isEqualTo("would take 1, skip 1: excluded 1");
        assertThat(dry.at("/skip/excluded").asInt()).isEqualTo(1);
        assertThat(dry.at("/entries/0/name").asText()).isEqualTo("a.txt");
        assertThat(dry.at("/entries/1/reason").asText()).isEqualTo("excluded");
        assertThat(read("/paused/dry-run?names=1").path("entries")).hasSize(1);
        assertThat(post(409, "/paused/run", "").path("message").asText()).contains("paused");
        assertThat(read("/paused").at("/records/total").asInt()).isZero();

        post(200, "/paused/resume", "");
        await().atMost(PATIENCE)
                .until(() -> read("/paused").at("/records/total").asInt() == 1);
    }

    @Test
    void what_failed_is_found_put_aside_and_tried_again() throws Exception {
        Path folder = source("failing", "pollInterval", "200ms");
        for (int i = 0; i < 5; i++) {
            Files.writeString(folder.resolve("empty-" + i + ".txt"), "");
        }
        await().atMost(PATIENCE)
                .until(() -> read("/failing").at("/records/failed").asInt() == 5);

        JsonNode first = read("/failing/records?state=failed&limit=2");
        assertThat(first.at("/meta/total").asInt()).isEqualTo(5);
        assertThat(first.path("data")).hasSize(2);
        String next = first.at("/meta/nextUrl").asText();
        assertThat(read(next.substring(next.indexOf("/failing"))).path("data")).hasSize(2);
        assertThat(read("/failing/records?code=EMPTY_FILE&search=EMPTY-3")
                        .at("/data/0/name")
                        .asText())
                .isEqualTo("empty-3.txt");
        String id = first.at("/data/0/id").asText();
        assertThat(read("/failing/records/" + id).path("errorCode").asText()).isEqualTo("EMPTY_FILE");
        assertThat(read("/failing/records/" + id).path("canRetry").asBoolean()).isTrue();

        JsonNode dead = post(200, "/failing/records/" + id + "/dead-letter", "{\"reason\":\"sent by mistake\"}");
        assertThat(dead.path("state").asText()).isEqualTo("dead");
        assertThat(dead.path("deadReason").asText()).isEqualTo("sent by mistake");
        assertThat(read("/failing").at("/records/failed").asInt()).isEqualTo(4);
        assertThat(read("/failing/records?state=dead").path("data")).hasSize(1);

        String job = dead.path("jobId").asText();
        JsonNode again = post(202, "/failing/records/" + id + "/retry", "");
        assertThat(again.path("jobId").asText()).isNotEqualTo(job);
        assertThat(post(202, "/failing/retry", "{\"state\":\"failed\"}")
                        .path("retried")
                        .asInt())
                .isBetween(4, 5);
        await().atMost(PATIENCE)
                .until(() -> read("/failing").at("/records/failed").asInt() == 5);
        assertThat(post(202, "/failing/retry", "{\"code\":\"EMPTY_FILE\",\"state\":\"failed\"}")
                        .path("retried")
                        .asInt())
                .isEqualTo(5);
        await().atMost(PATIENCE)
                .until(() -> read("/failing").at("/records/failed").asInt() == 5);
        assertThat(post(202, "/failing/retry", "{\"ids\":[\"" + id + "\"]}").toString())
                .isEqualTo("{\"retried\":1,\"skipped\":0,\"more\":false}");
    }

    @Test
    void a_file_that_is_refused_is_listed_with_its_reason() throws Exception {
        Files.writeString(home.resolve("routes/sources/wrong.camel.yaml"), """
                - templatedRoute:
                    routeId: source-wrong
                    routeTemplateRef: folder-source
                    parameters:
                      - {name: directory, value: "%s"}
                      - {name: schedule, value: "0 25 * * *"}
                      - {name: pollInterval, value: "1s"}
                """.formatted(home.resolve("in-wrong")));

        JsonNode refused = await().atMost(PATIENCE)
                .until(
                        () -> read("").path("refused"),
                        list -> list.findValuesAsText("name").contains("wrong"));

        assertThat(refused.toString())
                .contains("pollInterval and schedule are both given")
                .contains("\\\"25\\\" is no hour");
        Files.delete(home.resolve("routes/sources/wrong.camel.yaml"));
    }

    @Test
    void measures_and_health_tell_the_same() throws Exception {
        Path folder = source("measured", "silence", "1s");
        Files.createDirectories(folder.resolve("sub"));
        await().atMost(PATIENCE).until(() -> read("/measured").path("silent").asBoolean());
        hub.bean(SourceMetrics.class).measure();

        String metrics = hub.get("/actuator/prometheus").body();
        assertThat(metrics)
                .contains("sluice_source_silent{kind=\"folder-source\",source=\"measured\"} 1.0")
                .contains("sluice_source_paused{kind=\"folder-source\",source=\"measured\"} 0.0")
                .contains("sluice_source_backlog_documents{kind=\"folder-source\",source=\"measured\"} 0.0")
                .contains("sluice_source_last_poll_age_seconds{kind=\"folder-source\",source=\"measured\"}");
        JsonNode health = json.readTree(hub.get("/actuator/health").body());
        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/intake/details/sources/measured/warning")
                        .asText())
                .isEqualTo("nothing for 1s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /nowhere                       | | 404 | There is no source of this name.",
                "POST | /nowhere/pause                 | | 404 | There is no source of this name.",
                "GET  | /shape/records?state=lost      | | 400 | state must be one of waiting, running,",
                "GET  | /shape/records?code=lost       | | 400 | code must be one of",
                "GET  | /shape/records?cursor=1        | | 400 | cursor must come from the link",
                "GET  | /shape/records/abc             | | 404 | There is no document of this id.",
                "POST | /shape/retry                   | {} | 400 | ids or a state or a code must say",
                "POST | /shape/retry                   | {\"state\":\"completed\"} | 400 | state must be failed, canceled or dead",
                "POST | /shape/retry                   | {\"ids\":[\"x\"]} | 400 | ids must be ids of documents",
                "POST | /shape/records/019300aa-0000-7000-8000-000000000001/dead-letter | {} | 400 | reason must say",
                "POST | /shape/records/019300aa-0000-7000-8000-000000000001/retry | | 404 | There is no document",
                "POST | /shape/run?now=1               | | 400 | There is no parameter now"
            })
    void what_is_wrong_is_said_in_the_shape_of_all_errors(
            String method, String path, String body, int status, String message) throws Exception {
        source("shape");
        HttpResponse<String> response = method.equals("GET")
                ? hub.get("/api/sources" + path)
                : hub.post("/api/sources" + path, body == null ? "" : body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = json.readTree(response.body());
        assertThat(error.path("message").asText()).contains(message);
        assertThat(error.path("statusCode").asInt()).isEqualTo(status);
        assertThat(error.path("requestId").asText()).isNotEmpty();
    }
}

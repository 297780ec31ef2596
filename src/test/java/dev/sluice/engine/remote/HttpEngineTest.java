package dev.sluice.engine.remote;

import static dev.sluice.engine.remote.RemoteServer.body;
import static dev.sluice.engine.remote.RemoteServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine http in the running program, with a service that answers what it is told to. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpEngineTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    static Path home;

    private static final RemoteServer SERVICE = new RemoteServer();
    private static final String TEXT = "# Invoice 17\n\nTotal due: 12.50 EUR\n";
    private static RemoteHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = new RemoteHub(home, database, SERVICE, "--sluice.limits.output-size=20000B");
    }

    @AfterAll
    static void stop() {
        hub.close();
        SERVICE.close();
    }

    private static UUID extract() {
        return hub.submit(Operation.EXTRACT, "http", "{\"language\": \"de\"}", "ä \"b\".md", TEXT);
    }

    private static Failure failure(Job job) {
        return Objects.requireNonNull(job.failure(), "it did not fail");
    }

    @Test
    @Order(1)
    void a_document_is_posted_as_a_form_and_the_answer_is_its_result() {
        SERVICE.answers(body("{\"took\": 3, \"result\": {\"markdown\": \"# Bill\\n\\ntea\", \"own\": {\"n\": 1.10}}}"));

        UUID job = extract();

        assertThat(hub.part(job, "result.json")).isEqualTo("{\"markdown\":\"# Bill\\n\\ntea\",\"own\":{\"n\":1.10}}");
        assertThat(hub.part(job, "result.md")).isEqualTo("# Bill\n\ntea");
        assertThat(hub.artifact(job).summary().path("blocks").asInt()).isEqualTo(2);
        RemoteServer.Received request = SERVICE.received.get(0);
        assertThat(request.path()).isEqualTo("/engine/extract");
        assertThat(request.headers().get("X-own")).containsExactly("own");
        assertThat(request.text())
                .contains("name=\"operation\"", "name=\"options\"", "{\"language\": \"de\"}", job.toString(), TEXT)
                .contains("name=\"document\"; filename=\"");
    }

    @Test
    @Order(2)
    void an_extraction_is_posted_as_json_and_a_later_operation_works_on_it() {
        SERVICE.answers(body("{\"markdown\": \"# Bill\\n\\ntea\"}"));
        UUID extraction = extract();
        UUID artifact = hub.artifact(extraction).id();
        SERVICE.answers(body("{\"type\": \"bill\"}"));

        UUID job = hub.submitOn(Operation.CLASSIFY, "http", "{\"types\": [{\"name\": \"bill\"}]}", artifact);

        assertThat(hub.result(job).toString()).isEqualTo("{\"type\":\"bill\"}");
        RemoteServer.Received request = SERVICE.received.get(0);
        assertThat(request.path()).isEqualTo("/engine/classify");
        JsonNode sent = request.json();
        assertThat(sent.at("/options/types/0/name").asText()).isEqualTo("bill");
        assertThat(sent.at("/documents/0/id").asText()).isEqualTo(artifact.toString());
        assertThat(sent.at("/documents/0/layout/blocks/1/text").asText()).isEqualTo("tea");
        assertThat(sent.at("/documents/0/splits").isNull()).isTrue();
    }

    @Test
    @Order(3)
    void a_result_without_text_is_a_result_that_nothing_else_works_on() {
        SERVICE.answers(body("{\"sentiment\": \"good\"}"));

        UUID job = extract();

        assertThat(hub.result(job).toString()).isEqualTo("{\"sentiment\":\"good\"}");
        UUID later = hub.submitOn(
                Operation.TABLES, "embedded", "{}", hub.artifact(job).id());
        assertThat(failure(hub.end(later)).code()).isEqualTo(ErrorCode.SOURCE_GONE);
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(strings = {"[1]", "\"text\"", "", "{\"a\":", "{} {}", "{\"a\":1,\"a\":2}", "null", "DEEP", "LARGE"})
    void what_is_no_json_object_is_no_result(String answer) {
        SERVICE.answers(body(
                switch (answer) {
                    case "DEEP" -> "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
                    case "LARGE" -> "{\"a\":\"" + "x".repeat(30_000) + "\"}";
                    default -> answer;
                }));

        Job job = hub.end(extract());

        assertThat(failure(job).code()).isEqualTo(ErrorCode.ENGINE_ANSWER_INVALID);
        assertThat(job.attempt()).isEqualTo(1);
    }

    @Test
    @Order(5)
    void a_service_that_is_away_is_left_alone_after_a_while() {
        SERVICE.answers(status(503));
        List<UUID> jobs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            jobs.add(extract());
        }
        jobs.forEach(id -> {
            Job job = hub.end(id);
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(failure(job).code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE);
        });
        // Each of the 20 had three attempts, but the service was not asked sixty times.
        assertThat(SERVICE.received.size()).isBetween(10, 45);

        SERVICE.answers(body("{}"));
        await().atMost(Duration.ofSeconds(60)).until(() -> hub.end(extract()).state() == JobState.COMPLETED);
    }
}

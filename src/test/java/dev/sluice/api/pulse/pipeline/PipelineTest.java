package dev.sluice.api.pulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
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

/** Pipelines of the whole program, asked for as Pulse's clients do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class PipelineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DOCUMENT =
            "# Invoice\n\nInvoice number: INV-7\n\nTotal amount: 12.50 EUR\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    private static final String SCHEMA =
            "{\"input_schema\":{\"type\":\"object\",\"properties\":{\"invoice_number\":{\"type\":\"string\"}}}}";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(home, DATABASE);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private HttpResponse<String> multipart(String steps, String more, String... files) throws Exception {
        StringBuilder body = new StringBuilder();
        for (String file : files) {
            body.append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.md\"\r\n\r\n")
                    .append(file)
                    .append("\r\n");
        }
        body.append("--b\r\nContent-Disposition: form-data; name=\"steps\"\r\n\r\n")
                .append(steps)
                .append("\r\n")
                .append(more)
                .append("--b--\r\n");
        return hub.send(hub.to("/pipeline/execute")
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private JsonNode job(String id) throws Exception {
        HttpResponse<String> response = hub.get("/job/" + id);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private JsonNode ended(String id) {
        return await().atMost(PATIENCE)
                .until(() -> job(id), job -> !job.path("status").asText().equals("processing"));
    }

    @Test
    void one_document_goes_through_all_steps_while_the_client_waits() throws Exception {
        HttpResponse<String> response = multipart(
                "{\"extract\":{},\"split\":{\"split_input\":[{\"name\":\"invoice\"},{\"name\":\"letter\"}]},"
                        + "\"schema\":" + SCHEMA + ",\"tables\":{\"table_format\":\"json\"}}",
                "",
                DOCUMENT);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = json.readTree(response.body());
        assertThat(answer.path("status").asText()).isEqualTo("completed");
        assertThat(answer.path("total_latency").isNumber()).isTrue();
        JsonNode results = answer.path("results");
        assertThat(results.fieldNames()).toIterable().containsExactly("extract", "split", "schema", "tables");
        assertThat(results.at("/extract/markdown").asText()).contains("INV-7");
        assertThat(results.at("/extract/pages").asInt()).isEqualTo(1);
        assertThat(results.at("/split/split_output/splits/invoice").toString()).isEqualTo("[1]");
        assertThat(results.at("/split/split_input/0/name").asText()).isEqualTo("invoice");
        assertThat(results.at("/schema/schema_output/values/invoice_number").asText())
                .isEqualTo("INV-7");
        assertThat(results.at("/tables/tables_output/tables")).hasSize(1);
        assertThat(results).allMatch(result -> result.path("latency").isNumber());
    }

    @Test
    void topics_are_filled_from_their_pages() throws Exception {
        HttpResponse<String> response = multipart(
                "{\"extract\":{},\"split\":{\"splitInput\":[{\"name\":\"invoice\"},{\"name\":\"letter\"}]},"
                        + "\"schema\":{\"split_schema_config\":{\"invoice\":{\"schema\":{\"type\":\"object\",\"properties\":"
                        + "{\"invoice_number\":{\"type\":\"string\"}}}},\"letter\":{\"schema\":{\"type\":\"object\",\"properties\":"
                        + "{\"sender\":{\"type\":\"string\"}}}}}}}",
                "",
                DOCUMENT);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json.readTree(response.body())
                        .at("/results/schema/results/invoice/values/invoice_number")
                        .asText())
                .isEqualTo("INV-7");
    }

    @Test
    void many_documents_make_one_result_and_the_client_asks_for_it_later() throws Exception {
        String file = "{\"filename\":\"a.md\",\"content\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(DOCUMENT.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> response = hub.post(
                "/pipeline/execute",
                "{\"steps\":{\"batchExtract\":{\"files\":[%s,%s],\"workers\":2},\"schema\":%s},\"async\":true,\"autoDelete\":true}"
                        .formatted(file, file, SCHEMA));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode accepted = json.readTree(response.body());
        assertThat(accepted.path("status").asText()).isEqualTo("pending");
        assertThat(accepted.path("warnings").toString()).contains("auto_delete");
        JsonNode job = ended(accepted.path("job_id").asText());
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        JsonNode results = job.at("/result/results");
        assertThat(results.at("/batch_extract/extraction_ids")).hasSize(2);
        assertThat(results.at("/batch_extract/total_files").asInt()).isEqualTo(2);
        assertThat(results.at("/schema/extraction_ids")).hasSize(2);
    }

    @Test
    void a_hub_that_was_stopped_in_the_middle_goes_on_where_it_was() throws Exception {
        HttpResponse<String> response =
                multipart("{\"extract\":{},\"schema\":" + SCHEMA + ",\"tables\":{}}", part("async", "true"), DOCUMENT);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String id = json.readTree(response.body()).path("job_id").asText();
        hub.close();
        hub = new RunningHub(home, DATABASE);

        JsonNode job = ended(id);
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        assertThat(job.at("/result/results/tables/tables_id").asText()).isNotEmpty();
    }

    @Test
    void a_step_that_fails_ends_it_with_its_reason() throws Exception {
        HttpResponse<String> response =
                multipart("{\"extract\":{},\"schema\":" + SCHEMA + "}", "", "%PDF-1.7 and nothing else");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(json.readTree(response.body()).at("/error/code").asText()).startsWith("FILE_");
    }

    @Test
    void it_can_be_ended_on_request_and_then_stays_so() throws Exception {
        HttpResponse<String> response = multipart("{\"extract\":{},\"tables\":{}}", part("async", "true"), DOCUMENT);
        String id = json.readTree(response.body()).path("job_id").asText();

        HttpResponse<String> canceled = hub.send(
                hub.to("/job/" + id).header("x-api-key", RunningHub.KEY).DELETE());
        assertThat(canceled.statusCode()).as(canceled.body()).isEqualTo(200);
        String status = ended(id).path("status").asText();
        assertThat(status).isIn("canceled", "completed");
        HttpResponse<String> again = hub.send(
                hub.to("/job/" + id).header("x-api-key", RunningHub.KEY).DELETE());
        assertThat(again.body()).contains("already");
        assertThat(job(id).path("status").asText()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | REQ_004 | steps is missing",
                "{\"steps\":{\"extract\":{}}} | REQ_001 | no document",
                "{\"file_url\":\"https://example.com/a.pdf\",\"steps\":{\"schema\":{}}} | REQ_003 | first of steps",
                "{\"file_url\":\"https://example.com/a.pdf\",\"steps\":{\"extract\":{},\"ocr\":{}}} | REQ_003 | key that is none",
                "{\"file_url\":\"https://example.com/a.pdf\",\"steps\":{\"extract\":{},\"tables\":{},\"split\":{}}} | REQ_003 | must be the last",
                "{\"file_url\":\"https://example.com/a.pdf\",\"steps\":{\"extract\":{\"pages\":\"x\"}}} | REQ_006 | pages",
                "{\"file_url\":\"https://example.com/a.pdf\",\"steps\":{\"extract\":{},\"schema\":{\"input_schema\":7}}} | REQ_003 | JSON Schema",
                "{\"steps\":{\"batch_extract\":{}}} | REQ_001 | no documents",
                "{\"steps\":{\"batch_extract\":{\"file_urls\":[\"https://example.com/a\"]},\"tables\":{}}} | REQ_003 | one document",
                "{\"file_url\":\"http://127.0.0.1/a\",\"steps\":{\"extract\":{}}} | REQ_003 | may be connected to",
            })
    void what_cannot_be_done_is_refused_before_anything_begins(String body, String code, String sentence)
            throws Exception {
        HttpResponse<String> response = hub.post("/pipeline/execute", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(json.readTree(response.body()).at("/error/code").asText())
                .as(response.body())
                .isEqualTo(code);
        assertThat(response.body()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/form/detect", "/form/fill/", "/form/clear"})
    void forms_are_refused_with_a_sentence_whatever_the_body(String path) throws Exception {
        HttpResponse<String> response = hub.send(hub.to(path)
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(part("file_url", "x") + "--b--\r\n")));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json.readTree(response.body()).at("/error/message").asText()).contains("forms");
    }
}

package dev.sluice.api.pulse.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

/** The whole program, asked for single documents as Pulse's clients ask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ExtractApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;
    private Site site;

    @BeforeAll
    void start() throws IOException {
        site = new Site();
        hub = new RunningHub(
                home,
                DATABASE,
                "--sluice.limits.file-size=300KB",
                "--sluice.egress.allow=127.0.0.1/32:" + site.port(),
                "--sluice.job.retry-schedule=100ms");
    }

    @AfterAll
    void stop() {
        hub.close();
        site.close();
    }

    private HttpRequest.Builder to(String path) {
        return hub.to(path).header("x-api-key", RunningHub.KEY);
    }

    private HttpResponse<String> send(String path, Multipart body) throws Exception {
        return hub.send(body.to(to(path)));
    }

    private JsonNode ok(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return json.readTree(response.body());
    }

    private JsonNode extract(Multipart body) throws Exception {
        return ok(send("/extract", body));
    }

    private String code(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        JsonNode error = json.readTree(response.body()).path("error");
        assertThat(error.path("message").asText()).isNotEmpty();
        return response.statusCode() + " " + error.path("code").asText();
    }

    private JsonNode job(String id) throws Exception {
        return ok(hub.get("/job/" + id));
    }

    private JsonNode finished(String id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> job(id),
                        job -> List.of("completed", "failed", "canceled")
                                .contains(job.path("status").asText()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] document(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/documents", name));
    }

    private static int jobs() {
        return DATABASE.jdbcClient()
                .sql("SELECT count(*) FROM job")
                .query(Integer.class)
                .single();
    }

    @Test
    void a_file_without_a_name_is_extracted_while_the_client_waits() throws Exception {
        JsonNode result = extract(new Multipart()
                .file("blob", "application/octet-stream", document("fake-memo.pdf"))
                .text("model", "default"));

        assertThat(result.path("markdown").asText()).isNotBlank();
        assertThat(result.path("page_count").asInt()).isEqualTo(1);
        assertThat(result.path("extraction_id").asText()).matches("[0-9a-f-]{36}");
        assertThat(result.path("plan_info").path("tier").asText()).isEqualTo("self-hosted");
        assertThat(result.path("bounding_boxes").path("Text").path(0).path("bounding_box"))
                .hasSize(8);
        String url = result.path("extraction_url").asText();
        assertThat(url).startsWith("http://127.0.0.1:" + hub.port() + "/job/");
        JsonNode job = job(url.substring(url.lastIndexOf('/') + 1));
        assertThat(job.path("status").asText()).isEqualTo("completed");
        assertThat(job.path("result")).isEqualTo(result);
    }

    @Test
    void all_options_of_the_sdk_are_understood_wherever_the_file_stands() throws Exception {
        Multipart typescript =
                options(new Multipart().file("blob", "application/octet-stream", document("multi-column-2p.pdf")));
        Multipart python =
                options(new Multipart()).file("Bericht für Öl.pdf", "application/pdf", document("multi-column-2p.pdf"));

        JsonNode first = extract(typescript);
        JsonNode second = extract(python);

        assertThat(first.path("warnings")).isEmpty();
        assertThat(first.path("markdown")).isEqualTo(second.path("markdown"));
        JsonNode extensions = first.path("extensions");
        assertThat(extensions.path("chunking").path("semantic")).isNotEmpty();
        assertThat(extensions.path("chunking").path("page")).isNotEmpty();
        assertThat(extensions.path("footnoteReferences").isArray()).isTrue();
        assertThat(extensions.path("altOutputs").path("html").asText()).contains("<");
        assertThat(extensions.path("altOutputs").path("xml").asText()).contains("<");
        JsonNode word = extensions.path("altOutputs").path("wlbb").path("words").path(0);
        assertThat(word.path("id").asText()).isEqualTo("w-1");
        assertThat(word.path("page_number").asInt()).isEqualTo(1);
        assertThat(word.path("bounding_box")).hasSize(8);
        assertThat(word.path("average_word_confidence").asDouble()).isEqualTo(1);
        assertThat(first.has("html")).isFalse();
        assertThat(name(second)).isEqualTo("Bericht für Öl.pdf");
    }

    private static Multipart options(Multipart body) {
        return body.text("model", "pulse-ultra-2")
                .text("pages", "1-2")
                .text("figureProcessing", "{\"description\":false,\"showImages\":true}")
                .text(
                        "extensions",
                        "{\"footnoteReferences\":true,\"chunking\":{\"chunkTypes\":[\"semantic\",\"page\"],"
                                + "\"chunkSize\":400},\"altOutputs\":{\"wlbb\":true,\"returnHtml\":true,\"returnXml\":true}}")
                .text("spreadsheet", "{\"includeHiddenRows\":true,\"include_hidden_cols\":true}")
                .text("storage", "{\"enabled\":true}")
                .text("async", "FALSE");
    }

    private static String name(JsonNode result) {
        String url = result.path("extraction_url").asText();
        return DATABASE.jdbcClient()
                .sql("SELECT i.name FROM job j JOIN intake_record i ON i.id = j.intake_id WHERE j.id = ?::uuid")
                .param(url.substring(url.lastIndexOf('/') + 1))
                .query(String.class)
                .single();
    }

    @Test
    void options_of_older_clients_are_honoured_at_their_old_places() throws Exception {
        JsonNode result = extract(new Multipart()
                .text("chunking", "semantic, header")
                .text("chunkSize", "300")
                .text("returnHtml", "True")
                .text("thinking", "1")
                .text("color", "red")
                .file("a.md", null, bytes("# Title\n\nSome words.")));

        assertThat(result.path("chunks").path("semantic")).isNotEmpty();
        assertThat(result.path("chunks")).isEqualTo(result.path("extensions").path("chunking"));
        assertThat(result.path("html"))
                .isEqualTo(result.path("extensions").path("altOutputs").path("html"));
        assertThat(result.path("html").asText()).contains("<h1");
        assertThat(result.path("warnings").toString()).contains("thinking is deprecated", "color is unknown");
    }

    @Test
    void snake_case_and_json_bodies_are_the_same_request() throws Exception {
        for (String name : List.of("fileUrl", "file_url", "file-url")) {
            JsonNode result = ok(hub.post(
                    "/extract/",
                    "{\"%s\":\"%s\",\"extensions\":{\"alt_outputs\":{\"return_html\":true}},\"async\":false}"
                            .formatted(name, site.url("/notes.md"))));
            assertThat(result.path("markdown").asText()).contains("# Notes");
            assertThat(result.path("extensions").path("altOutputs").path("html").asText())
                    .contains("<h1");
            assertThat(name(result)).isEqualTo("notes.md");
        }
        JsonNode parts = extract(new Multipart()
                .text("file_url", site.url("/notes.md"))
                .text("figure_processing", "{\"show_images\": true}")
                .text("alt_outputs", "x"));
        assertThat(parts.path("markdown").asText()).contains("# Notes");
        assertThat(parts.path("warnings").toString()).contains("alt_outputs is unknown");
    }

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\",\"description\":\"the total\"}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema           | raw",
                "schema           | twice",
                "structuredOutput | {\"schema\":%s,\"schemaPrompt\":\"Read the total.\"}",
                "structured_output | {\"schema\":%s}",
                "experimentalSchema | raw"
            })
    void a_schema_of_older_clients_is_filled_in_the_same_call(String name, String value) throws Exception {
        String given = switch (value) {
            case "raw" -> SCHEMA;
            case "twice" -> json.writeValueAsString(SCHEMA);
            default -> value.formatted(SCHEMA);
        };
        JsonNode result = extract(new Multipart()
                .file("a.md", null, bytes("# Invoice\n\nTotal: 120.50\n"))
                .text("returnHtml", "true")
                .text(name, given));

        assertThat(result.at("/structured_output/values/total").asDouble()).isEqualTo(120.5);
        assertThat(result.at("/structured_output/citations/total").toString()).contains("txt-2");
        assertThat(result.path("input_schema")).isEqualTo(json.readTree(SCHEMA));
        assertThat(result.path("markdown").asText()).contains("# Invoice");
        assertThat(result.path("html").asText()).contains("<h1");
        assertThat(result.at("/bounding_boxes/Title/0/content").asText()).isEqualTo("Invoice");
        assertThat(result.path("warnings").toString()).contains("deprecated");
        String extraction = result.path("extraction_id").asText();
        JsonNode again = ok(hub.post(
                "/schema",
                "{\"extraction_id\":\"%s\",\"schema_config\":{\"input_schema\":%s}}".formatted(extraction, SCHEMA)));
        assertThat(again.at("/schema_output/values/total").asDouble()).isEqualTo(120.5);
        assertThat(again.at("/schema_output/citations/total"))
                .isEqualTo(result.at("/structured_output/citations/total"));
        JsonNode split = ok(hub.post(
                "/split",
                "{\"extraction_id\":\"%s\",\"split_config\":{\"split_input\":[{\"name\":\"a\"}]}}"
                        .formatted(extraction)));
        assertThat(split.at("/split_output/splits/a").toString()).isEqualTo("[1]");
    }

    @Test
    void an_asynchronous_call_answers_at_once_with_the_job() throws Exception {
        for (String path : List.of("/extract", "/extract_async", "/extract_async/")) {
            JsonNode accepted = ok(send(
                    path,
                    new Multipart().file("a.txt", "text/plain", bytes("words")).text("async", "true")));

            assertThat(accepted.path("status").asText()).isEqualTo("pending");
            assertThat(accepted.path("message").asText()).isNotEmpty();
            assertThat(accepted.path("queuedAt").asText()).matches("20[0-9T:.-]{21}Z");
            JsonNode job = finished(accepted.path("job_id").asText());
            assertThat(job.path("status").asText()).isEqualTo("completed");
            assertThat(job.path("result").path("markdown").asText()).contains("words");
        }
        JsonNode always = ok(send(
                "/extract_async",
                new Multipart().file("a.txt", null, bytes("words")).text("async", "false")));
        assertThat(always.path("status").asText()).isEqualTo("pending");
    }

    @Test
    void a_result_that_is_not_stored_has_no_extraction_id() throws Exception {
        JsonNode result = extract(new Multipart()
                .file("a.txt", null, bytes("words"))
                .text("storage", "{\"enabled\": false, \"folderName\": \"x\"}"));

        assertThat(result.path("markdown").asText()).contains("words");
        assertThat(result.has("extraction_id")).isFalse();
        assertThat(result.has("extraction_url")).isFalse();
    }

    @Test
    void sheets_of_a_workbook_are_named_and_counted() throws Exception {
        JsonNode boxes = extract(new Multipart().file("stanley-cups.xlsx", null, document("stanley-cups.xlsx")))
                .path("bounding_boxes");
        JsonNode table = boxes.path("Tables").path(1).path("table_info");

        assertThat(boxes.path("Title").path(0).path("sheet_name").asText()).isEqualTo("Stanley Cups");
        assertThat(boxes.path("Title").path(0).path("sheet_index").asInt(-1)).isZero();
        assertThat(table.path("sheet_name").asText()).isEqualTo("Stanley Cups Since 67");
        assertThat(table.path("sheet_index").asInt()).isEqualTo(1);
        assertThat(table.path("workbook_sheet_index").asInt()).isEqualTo(1);
        assertThat(table.path("excel_range").asText()).contains("A1:");
    }

    @Test
    void charts_of_a_workbook_are_among_its_images_and_their_numbers_among_its_tables() throws Exception {
        JsonNode result = extract(new Multipart()
                .file("charts.xlsx", null, document("charts.xlsx"))
                .text("figureProcessing", "{\"showImages\": true, \"description\": true}"));
        JsonNode images = result.at("/bounding_boxes/Images");

        JsonNode chart = images.path(0);
        assertThat(chart.path("visual_type").asText()).isEqualTo("chart");
        assertThat(chart.path("content").asText()).isEqualTo("Chart: Revenue and cost");
        assertThat(chart.path("chart_type").asText()).isEqualTo("BarChart");
        assertThat(chart.path("chart_title").asText()).isEqualTo("Revenue and cost");
        assertThat(chart.path("source_ranges").path(1).asText()).isEqualTo("'Charts'!$B$2:$B$4");
        assertThat(chart.path("excel_range").asText()).isEqualTo("E2:L16");
        assertThat(chart.path("bounding_box").isArray()).isTrue();
        assertThat(chart.at("/classification/confidence").isNumber()).isTrue();
        assertThat(chart.at("/classification/model").isTextual()).isTrue();
        assertThat(chart.path("render_error").isTextual()).isTrue();
        assertThat(chart.path("description_error").isTextual()).isTrue();
        assertThat(chart.has("image_url")).isFalse();
        assertThat(images.path(2).path("visual_type").asText()).isEqualTo("image");
        assertThat(images.path(2).path("image_url").asText()).endsWith("/figure-1.png");

        JsonNode table = result.at("/bounding_boxes/Tables/0/table_info");
        assertThat(table.path("is_chart").isBoolean()).isTrue();
        assertThat(table.path("is_chart").asBoolean()).isFalse();
        assertThat(table.path("section_index").asInt(-1)).isZero();
        assertThat(table.path("section_type").asText()).isEqualTo("sheet");
        assertThat(table.path("section_name").asText()).isEqualTo("Charts");
        assertThat(table.path("layout_type").asText()).isEqualTo("markup");
        JsonNode drawn = result.at("/bounding_boxes/Tables/1/table_info");
        assertThat(drawn.path("is_chart").asBoolean()).isTrue();
        assertThat(drawn.path("chart_type").asText()).isEqualTo("BarChart");
        assertThat(drawn.path("table_name").asText()).isEqualTo("Revenue and cost");
        assertThat(result.at("/bounding_boxes/Title/0/content").asText()).isEqualTo("Sheet: Charts");
        assertThat(result.at("/bounding_boxes/markdown_with_ids").asText())
                .contains(
                        "# <text data-bb-text-id=\"txt-1\">Charts</text>",
                        "<table data-bb-table-id=\"tbl-1\"><tr><td>Year</td>",
                        "<figure data-bb-image-id=\"fig-1\">Chart: Revenue and cost</figure>");
        JsonNode tables = ok(hub.post(
                "/tables",
                "{\"extraction_id\":\"%s\",\"tables_config\":{\"charts_to_tables\":true}}"
                        .formatted(result.path("extraction_id").asText())));
        assertThat(tables.at("/tables_output/tables/1/from_chart").asBoolean()).isTrue();
    }

    @Test
    void the_place_of_a_table_is_told_once_in_its_facts_and_once_beside_them() throws Exception {
        JsonNode table = extract(new Multipart().file("spanning_cells.pdf", null, document("spanning_cells.pdf")))
                .at("/bounding_boxes/Tables/0");

        assertThat(table.at("/table_info/location/page").asInt()).isEqualTo(1);
        assertThat(table.at("/table_info/location/coordinates")).hasSize(8).isEqualTo(table.path("bounding_box"));
        assertThat(table.path("page_number").asInt()).isEqualTo(1);
    }

    @Test
    void a_call_with_nothing_is_refused_at_once() throws Exception {
        int before = jobs();
        HttpRequest.Builder closed = new Multipart().to(to("/extract"));

        assertThat(code(hub.send(closed))).isEqualTo("400 REQ_001");
        assertThat(code(hub.send(to("/extract").POST(HttpRequest.BodyPublishers.noBody()))))
                .isEqualTo("400 REQ_001");
        assertThat(code(hub.post("/extract", "{}"))).isEqualTo("400 REQ_001");
        assertThat(code(hub.post("/extract", "{\"fileUrl\":null,\"file\":null}")))
                .isEqualTo("400 REQ_001");
        assertThat(code(hub.post(
                        "/extract", "{\"file\":\"" + Base64.getEncoder().encodeToString(bytes("words")) + "\"}")))
                .isEqualTo("400 REQ_001");
        assertThat(jobs()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fileUrl          | https://example.com/a.pdf          | 400 REQ_003",
                "file             | twice                              | 400 REQ_003",
                "model            | best                               | 400 REQ_003",
                "pages            | 3-1                                | 400 REQ_006",
                "pages            | 0                                  | 400 REQ_006",
                "pages            | 7                                  | 400 REQ_006",
                "async            | maybe                              | 400 REQ_003",
                "figureProcessing | {broken                            | 400 REQ_002",
                "figureProcessing | [1]                                | 400 REQ_003",
                "extensions       | {\"chunking\":{\"chunkTypes\":[\"x\"]}} | 400 REQ_003",
                "chunkSize        | 50                                 | 400 REQ_005",
                "returnHtml       | yes                                | 400 REQ_003",
                "schema           | not json                           | 400 REQ_003",
                "schema           | {\"type\":\"banana\"}               | 400 REQ_003",
                "schema           | [1]                                | 400 REQ_003",
                "extractionConfigId | 01a20281-ce0a-7bb1-97c3-7ede5e257cf1 | 404 JOB_001",
                "extractionConfigId | mine                             | 404 JOB_001",
            })
    void what_cannot_be_is_refused(String name, String value, String code) throws Exception {
        assertThat(code(send(
                        "/extract",
                        new Multipart().file("a.txt", null, bytes("words")).text(name, value))))
                .isEqualTo(code);
    }

    @Test
    void urls_that_may_not_be_fetched_are_refused_before_there_is_a_job() throws Exception {
        int before = jobs();
        for (String url : List.of(
                "http://127.0.0.1:1/a.pdf",
                "http://169.254.169.254/latest",
                "http://10.0.0.1/a.pdf",
                "http://user:pw@example.com/x",
                "ftp://example.com/x",
                "file:///etc/passwd",
                "s3://bucket/key")) {
            assertThat(code(send("/extract", new Multipart().text("fileUrl", url))))
                    .as(url)
                    .isEqualTo("400 REQ_003");
        }
        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void why_there_is_no_result_is_said_in_the_codes_of_the_dialect() throws Exception {
        HttpResponse<String> unsupported = send(
                "/extract",
                new Multipart()
                        .file(
                                "a.zip",
                                "application/zip",
                                Base64.getDecoder().decode("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==")));

        assertThat(code(unsupported)).isEqualTo("400 FILE_001");
        JsonNode details = json.readTree(unsupported.body()).path("error").path("details");
        assertThat(details.path("received_type").asText()).isEqualTo("application/zip");
        assertThat(details.path("supported_types").toString()).contains("\"pdf\"", "\"docx\"");
        assertThat(code(send("/extract", new Multipart().file("a.txt", null, new byte[400_000]))))
                .isEqualTo("413 FILE_002");
        assertThat(code(send("/extract", new Multipart().file("a.pdf", null, bytes("%PDF-1.7 and no more")))))
                .isEqualTo("400 FILE_003");
        assertThat(code(send("/extract", new Multipart().file("a.pdf", null, new byte[0]))))
                .isEqualTo("400 FILE_004");
        assertThat(code(send("/extract", new Multipart().text("fileUrl", site.url("/gone.pdf")))))
                .isEqualTo("400 FILE_005");
        assertThat(code(send("/extract", new Multipart().text("fileUrl", site.url("/busy.pdf")))))
                .isEqualTo("400 FILE_005");
        assertThat(code(send("/extract", new Multipart().file("a.pdf", null, document("password.pdf")))))
                .isEqualTo("400 FILE_006");
    }

    @Test
    void a_job_that_somebody_cancels_is_no_result() throws Exception {
        int before = jobs();
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return send("/extract", new Multipart().text("fileUrl", site.url("/never.txt")));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        await().atMost(PATIENCE).until(() -> jobs() > before);
        String id = DATABASE.jdbcClient()
                .sql("SELECT id::text FROM job ORDER BY id DESC LIMIT 1")
                .query(String.class)
                .single();

        HttpResponse<String> canceled = hub.send(to("/job/" + id).DELETE());

        assertThat(canceled.statusCode()).isEqualTo(200);
        assertThat(code(answer.get(20, TimeUnit.SECONDS))).isEqualTo("400 JOB_004");
    }

    @Test
    void the_same_request_with_the_same_key_is_one_job() throws Exception {
        String key = UUID.randomUUID().toString();
        int before = jobs();
        HttpResponse<String> first = hub.send(new Multipart()
                .file("a.txt", null, bytes("once"))
                .to(to("/extract").header("Idempotency-Key", key)));
        HttpResponse<String> again = hub.send(new Multipart()
                .file("a.txt", null, bytes("once"))
                .to(to("/extract").header("Idempotency-Key", key)));
        HttpResponse<String> other = hub.send(new Multipart()
                .file("a.txt", null, bytes("other"))
                .to(to("/extract").header("Idempotency-Key", key)));

        assertThat(ok(again)).isEqualTo(ok(first));
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(code(other)).isEqualTo("400 REQ_003");
        assertThat(jobs()).isEqualTo(before + 1);
    }

    @Test
    void the_key_is_asked_for_before_the_body_is_read() throws Exception {
        HttpRequest.Builder nobody =
                new Multipart().file("a.txt", null, bytes("words")).to(hub.to("/extract"));
        assertThat(code(hub.send(nobody))).isEqualTo("401 AUTH_001");
        assertThat(code(hub.send(nobody.header("x-api-key", "wrong")))).isEqualTo("401 AUTH_002");
        assertThat(code(hub.get("/extract"))).isEqualTo("405 GENERAL_003");
    }

    @Test
    void three_hundred_clients_can_wait_at_a_time() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        var answers = IntStream.range(0, 300)
                .mapToObj(i -> client.sendAsync(
                        new Multipart()
                                .text("fileUrl", site.url("/late.txt"))
                                .to(to("/extract"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        long begin = System.nanoTime();
        HttpResponse<String> meanwhile = hub.get("/job/undefined");
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();

        assertThat(code(meanwhile)).isEqualTo("404 JOB_001");
        assertThat(took).isLessThan(5_000);
        site.open();
        for (var answer : answers) {
            assertThat(ok(answer.get(90, TimeUnit.SECONDS)).path("markdown").asText())
                    .contains("late words");
        }
    }
}

package dev.sluice.api.pulse.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.Operation;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on a few small documents: what may be referred to, what is answered, and what came before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class StageRulesApiTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/sluice/api/pulse/chain");
    private static final String INVOICE =
            "# Invoice\n\nVendor name: Acme Ltd\n\nTotal amount: 120.50\n\n| Item | Price |\n|---|---|\n| Bolt | 2.00 |\n| Nut | 3.00 |\n";
    private static final String SCHEMA = "{'type':'object','properties':{'vendor_name':{'type':'string'}}}";
    private static final String OUTPUT = ",'output':{'local_path':'out'}}";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private RunningHub hub;
    private Calls calls;
    private String batchId;
    private JsonNode extraction;
    private String splitBatch = "";
    private String splitId = "";

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(home, DATABASE);
        calls = new Calls(hub);
        batchId = extracted("{}", "invoice.md", INVOICE, "empty.txt", "");
        extraction = calls.job(batchId).at("/result/jobs/completed/0");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private String extracted(String more, String... namesAndTexts) {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            documents.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return calls.extracted(documents, more);
    }

    private static List<String> each(JsonNode entries, String member) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path(member).asText())
                .toList();
    }

    private static int rows() {
        return DATABASE.jdbcClient()
                .sql("SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM job)")
                .query(Integer.class)
                .single();
    }

    @Test
    void what_cannot_be_referred_to_is_refused_and_leaves_nothing() {
        String unknown = UUID.randomUUID().toString();
        String failed = calls.job(batchId).at("/result/jobs/failed/0/job_id").asText();
        String none = extracted("{}", "empty.txt", "");
        String unstored = extracted("{'extract_options':{'storage':{'enabled':false}}}", "a.md", INVOICE);
        String unstoredJob =
                calls.job(unstored).at("/result/jobs/completed/0/job_id").asText();
        String split = calls.answer(
                        200,
                        "/split",
                        "{'extraction_id':'" + extraction.path("extraction_id").asText()
                                + "','split_config':{'split_input':[{'name':'a'}]}}")
                .path("split_id")
                .asText();
        BatchService batches = hub.bean(BatchService.class);
        String running = batches.open(batch("default")).toString();
        String foreign = batches.open(batch("other")).toString();
        int before = rows();

        for (String id : List.of(unknown, "undefined", foreign, unknown + "0")) {
            assertThat(ofBatch(id)).startsWith("404 JOB_001");
            assertThat(calls.refusal("/batch/tables", "{'extraction_ids':['" + id + "']" + OUTPUT))
                    .startsWith("404 JOB_001");
            assertThat(single(id)).startsWith("404 JOB_001");
            assertThat(calls.refusal(
                            "/schema",
                            "{'extraction_id':'" + id + "','schema_config':{'input_schema':" + SCHEMA + "}}"))
                    .startsWith("404 JOB_001");
            assertThat(ofSplit("'batch_split_id':'" + id + "'")).startsWith("404 JOB_001");
            assertThat(ofSplit("'split_ids':['" + id + "']")).startsWith("404 JOB_001");
        }
        assertThat(ofBatch(running)).startsWith("400 JOB_002").contains("still processing");
        assertThat(ofBatch(none)).startsWith("400 JOB_002").contains("none of whose documents");
        assertThat(ofBatch(unstored)).startsWith("400 JOB_002").contains("storage disabled");
        assertThat(ofBatch(failed)).startsWith("400 JOB_002").contains("no batch");
        assertThat(ofBatch(split)).startsWith("400 JOB_002");
        assertThat(ofSplit("'batch_split_id':'" + batchId + "'"))
                .startsWith("400 JOB_002")
                .contains("of the kind split");
        assertThat(ofSplit("'split_ids':['" + extraction.path("job_id").asText() + "']"))
                .startsWith("400 JOB_002");
        assertThat(single(batchId)).startsWith("400 JOB_002").contains("batch_extract_id");
        assertThat(single(failed)).startsWith("400 JOB_002").contains("failed");
        assertThat(single(unstoredJob)).startsWith("400 JOB_002").contains("storage disabled");
        assertThat(single(split)).startsWith("400 JOB_002").contains("of the kind extract");
        assertThat(calls.refusal(
                        "/batch/tables",
                        "{'extraction_ids':['" + extraction.path("job_id").asText() + "','" + unknown + "']" + OUTPUT))
                .startsWith("404 JOB_001");
        assertThat(rows()).isEqualTo(before);
    }

    private static NewBatch batch(String tenantId) {
        return new NewBatch(tenantId, null, Operation.EXTRACT, "embedded", null, null, 1, 1, null, null);
    }

    private String ofBatch(String id) {
        return calls.refusal("/batch/tables", "{'batch_extract_id':'" + id + "'" + OUTPUT);
    }

    private String ofSplit(String sources) {
        return calls.refusal(
                "/batch/schema", "{" + sources + ",'split_schema_config':{'a':{'schema':" + SCHEMA + "}}" + OUTPUT);
    }

    private String single(String id) {
        return calls.refusal("/tables", "{'extraction_id':'" + id + "'}");
    }

    @Test
    void a_synchronous_call_whose_job_fails_is_a_mistake_of_the_client() {
        assertThat(calls.refusal(
                        "/schema",
                        "{'extraction_id':'" + extraction.path("job_id").asText()
                                + "','page_range':'9','schema_config':{'input_schema':" + SCHEMA + "}}"))
                .startsWith("400 REQ_006");
    }

    @Test
    void each_stage_tells_what_the_ones_before_it_have_lost_and_keeps_the_order_of_submission() throws Exception {
        String batch = extracted("{}", "1.md", INVOICE, "2.txt", "", "3.md", INVOICE, "4.md", INVOICE);
        JsonNode jobs = calls.job(batch).at("/result/jobs");
        hub.bean(BatchService.class)
                .retry(UUID.fromString(jobs.at("/completed/0/job_id").asText()));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> calls.job(batch).path("status").asText().equals("completed"));
        String lost = jobs.at("/completed/1/extraction_id").asText();
        DATABASE.jdbcClient()
                .sql("UPDATE artifact SET parts = '[]' WHERE id = ?::uuid")
                .param(lost)
                .update();

        JsonNode split = calls.batch(
                "/batch/split",
                "{'batch_extract_id':'" + batch + "','split_config':{'split_input':[{'name':'a'}]}" + OUTPUT);
        assertThat(each(split.at("/result/jobs/completed"), "file")).containsExactly("1.md", "4.md");
        assertThat(each(split.at("/result/jobs/failed"), "source_id")).containsExactly(lost);
        assertThat(each(split.at("/result/jobs/skipped"), "file")).containsExactly("2.txt");

        JsonNode schema = calls.batch(
                "/batch/schema",
                "{'batch_split_id':'" + split.path("job_id").asText() + "','split_schema_config':{'a':{'schema':"
                        + SCHEMA + "}}" + OUTPUT);
        assertThat(schema.at("/result/progress/total").asInt()).isEqualTo(2);
        assertThat(schema.at("/result/progress/skipped").asInt()).isEqualTo(2);
        JsonNode skipped = schema.at("/result/jobs/skipped");
        assertThat(each(skipped, "file")).containsExactly("2.txt", "3.md");
        assertThat(each(skipped, "stage")).containsExactly("extract", "split");
        assertThat(each(skipped, "code")).containsExactly("EMPTY_FILE", "SOURCE_GONE");
        assertThat(skipped.at("/1/source_id").asText()).isEqualTo(lost);
        assertThat(skipped.at("/1/job_id")).isEqualTo(split.at("/result/jobs/failed/0/job_id"));
    }

    @Test
    void saved_configurations_and_templates_are_used() throws Exception {
        JsonNode saved = calls.answer(
                201, "/api/configurations", "{'kind':'schema','name':'bills','body':{'input_schema':" + SCHEMA + "}}");
        String id = saved.path("id").asText();
        hub.send(hub.to("/api/configurations/" + id)
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"version\":1,\"body\":{\"input_schema\":" + SCHEMA.replace('\'', '"') + "}}")));
        String ofOne = "{'extraction_id':'" + extraction.path("job_id").asText() + "',";
        String ofAll = "{'batch_extract_id':'" + batchId + "',";
        String config = "'schema_config_id':'" + id + "'";
        JsonNode single = calls.answer(200, "/schema", ofOne + config + "}");
        JsonNode batch = calls.batch("/batch/schema", ofAll + config + OUTPUT);
        for (JsonNode result : List.of(single, child(batch).path("result"))) {
            assertThat(result.path("version").asInt()).isEqualTo(2);
            assertThat(result.at("/schema_output/values/vendor_name").asText()).isEqualTo("Acme Ltd");
            assertThat(result.has("excel_output_url")).isFalse();
        }

        String template = "'schema_config':{'excel_template':'" + template() + "'}";
        JsonNode filled = calls.answer(200, "/schema", ofOne + template + "}");
        JsonNode many = calls.batch("/batch/schema", ofAll + template + OUTPUT);
        for (JsonNode result : List.of(filled, child(many).path("result"))) {
            String url = result.path("excel_output_url").asText();
            assertThat(url).isEqualTo("/schema/" + result.path("schema_id").asText() + "/excel");
            assertThat(hub.get(url).statusCode()).isEqualTo(200);
        }
    }

    private static String template() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet("Sheet1");
            sheet.createRow(0).createCell(0).setCellValue("Vendor name:");
            sheet.createRow(1).createCell(0).setCellValue("Total amount:");
            workbook.write(out);
            return Base64.getEncoder().encodeToString(out.toByteArray());
        }
    }

    @Test
    void the_same_request_with_the_same_key_happens_once() throws Exception {
        String tables = "{\"extraction_id\":\"" + extraction.path("job_id").asText() + "\"}";
        String batch = "{\"batch_extract_id\":\"" + batchId + "\",\"output\":{\"local_path\":\"out\"}}";
        for (String path : List.of("/tables", "/batch/tables")) {
            String body = path.equals("/tables") ? tables : batch;
            String key = UUID.randomUUID().toString();
            HttpResponse<String> first = keyed(path, key, body);
            HttpResponse<String> again = keyed(path, key, " " + body);
            HttpResponse<String> other = keyed(path, key, body.replace("}", ",\"tables_config\":{\"merge\":true}}"));

            assertThat(first.statusCode()).as(first.body()).isBetween(200, 202);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
            assertThat(other.statusCode()).isEqualTo(400);
            assertThat(other.body()).contains("REQ_003");
        }
    }

    private HttpResponse<String> keyed(String path, String key, String body) throws Exception {
        return hub.send(hub.to(path)
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void the_exchanges_of_the_sdk_look_as_recorded() throws Exception {
        golden("batch-schema", 202);
        JsonNode schema = calls.finished(
                golden("batch-schema-camel", 202).path("batch_job_id").asText());
        compare("batch-schema.job", schema);
        compare("batch-schema.child", child(schema));
        compare(
                "batch-tables.child",
                child(calls.finished(
                        golden("batch-tables", 202).path("batch_job_id").asText())));
        JsonNode split =
                calls.finished(golden("batch-split", 202).path("batch_job_id").asText());
        compare("batch-split.child", child(split));
        splitBatch = split.path("job_id").asText();
        splitId = split.at("/result/jobs/completed/0/split_id").asText();
        JsonNode topics = calls.finished(
                golden("batch-schema-split", 202).path("batch_job_id").asText());
        compare("batch-schema-split.job", topics);
        compare("batch-schema-split.child", child(topics));
        golden("schema", 200);
        golden("schema-merged", 200);
        golden("schema-split", 200);
        golden("tables", 200);
        golden("tables-async", 202);
        golden("split", 200);
    }

    private JsonNode child(JsonNode parent) {
        return calls.job(parent.at("/result/jobs/completed/0/job_id").asText());
    }

    private JsonNode golden(String name, int status) throws IOException {
        String path = name.replaceFirst("-(camel|merged|async)$", "").replaceFirst("schema-split", "schema");
        String request = Files.readString(GOLDEN.resolve(name + ".request.json"))
                .replace("<batch>", batchId)
                .replace("<extraction>", extraction.path("extraction_id").asText())
                .replace("<split batch>", splitBatch)
                .replace("<split>", splitId);
        JsonNode answer = calls.answer(status, "/" + path.replace("batch-", "batch/"), request);
        compare(name + ".answer", answer);
        return answer;
    }

    /** Compares as JSON; ids, times and the home differ from run to run. */
    private void compare(String name, JsonNode answer) throws IOException {
        String same = answer.toString()
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replace(home.toRealPath().toString(), "<home>");
        assertThat(calls.tree(same)).as(name).isEqualTo(calls.tree(Files.readString(GOLDEN.resolve(name + ".json"))));
    }
}

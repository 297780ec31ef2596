package dev.sluice.api.pulse.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.JobState;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.Operation;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ExcelDownloadTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void a_template_comes_back_filled_with_what_was_found() throws Exception {
        XSSFWorkbook template = new XSSFWorkbook();
        XSSFSheet sheet = template.createSheet("Form");
        Templates.put(sheet, 0, 0, "Invoice number");
        Templates.put(sheet, 1, 0, "Total amount");
        String base64 = Templates.base64(template);
        try (RunningHub hub = new RunningHub(home, DATABASE)) {
            ExcelTemplates templates = hub.bean(ExcelTemplates.class);
            UUID extraction = extraction(hub, "Invoice number: INV-7\n\nTotal amount: 12.50 EUR\n");
            NewJob job = new NewJob(
                    UUID.randomUUID(),
                    null,
                    List.of(extraction),
                    json.createObjectNode()
                            .set("schema", templates.inputSchema(base64))
                            .toString());
            templates.keep("default", job.id(), base64);
            NewJob without = new NewJob(UUID.randomUUID(), null, List.of(extraction), job.options());
            for (NewJob run : List.of(job, without)) {
                hub.bean(BatchService.class).submitSingle("default", Operation.SCHEMA, "embedded", run);
                await().atMost(PATIENCE)
                        .until(() -> hub.bean(BatchReader.class)
                                        .job("default", run.id())
                                        .orElseThrow()
                                        .state()
                                == JobState.COMPLETED);
            }

            assertThat(templates.outputUrl("default", job.id())).hasValue("/schema/" + job.id() + "/excel");
            assertThat(templates.outputUrl("default", without.id())).isEmpty();
            assertThat(templates.outputUrl("another", job.id())).isEmpty();
            HttpResponse<byte[]> file = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + hub.port() + "/schema/" + job.id() + "/excel"))
                                    .header("x-api-key", RunningHub.KEY)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("content-type"))
                    .hasValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            assertThat(file.headers().firstValue("content-disposition").orElse(""))
                    .startsWith("attachment; filename=");
            try (XSSFWorkbook filled = new XSSFWorkbook(new ByteArrayInputStream(file.body()))) {
                XSSFSheet form = filled.getSheetAt(0);
                assertThat(form.getRow(0).getCell(1).getStringCellValue()).isEqualTo("INV-7");
                assertThat(form.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(12.5);
            }
            for (String nothing : List.of(without.id().toString(), extraction.toString(), "undefined")) {
                HttpResponse<String> answer = hub.get("/schema/" + nothing + "/excel");
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(json.readTree(answer.body()).at("/error/code").asText())
                        .isEqualTo("JOB_001");
            }
            assertThat(hub.send(hub.to("/schema/" + job.id() + "/excel")).statusCode())
                    .isEqualTo(401);
        }
    }

    private UUID extraction(RunningHub hub, String text) throws Exception {
        String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> accepted = hub.post(
                "/batch/extract",
                "{\"input\":{\"files\":[{\"filename\":\"a.txt\",\"content\":\"" + content
                        + "\"}]},\"output\":{\"local_path\":\"x\"}}");
        String batch = json.readTree(accepted.body()).path("batch_job_id").asText();
        JsonNode done = await().atMost(PATIENCE)
                .until(
                        () -> json.readTree(hub.get("/job/" + batch).body()),
                        job -> job.path("status").asText().equals("completed"));
        return UUID.fromString(done.at("/result/jobs/completed/0/extraction_id").asText());
    }
}

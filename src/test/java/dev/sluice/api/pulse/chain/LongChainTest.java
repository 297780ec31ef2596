package dev.sluice.api.pulse.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A thousand small documents through two stages, and a third that is ended on the way. */
@NullUnmarked
class LongChainTest {
    private static final int DOCUMENTS = 1_000;
    private static final int BROKEN = 20;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path home;

    @Test
    void a_thousand_documents_come_through_in_order() throws IOException {
        try (RunningHub hub = new RunningHub(home, DATABASE)) {
            Calls calls = new Calls(hub);
            Map<String, byte[]> documents = new LinkedHashMap<>();
            for (int i = 0; i < DOCUMENTS; i++) {
                String text = i % (DOCUMENTS / BROKEN) == 0 ? "" : "item,price\nbolt," + i + "\n";
                documents.put("%04d.csv".formatted(i), text.getBytes(StandardCharsets.UTF_8));
            }
            String batch = calls.extracted(documents, "{'workers':10}");
            String body = "{'batch_extract_id':'" + batch + "','workers':10,'output':{'local_path':'out'}";

            JsonNode tables = calls.batch("/batch/tables", body + "}");
            assertThat(tables.at("/result/progress/completed").asInt()).isEqualTo(DOCUMENTS - BROKEN);
            assertThat(tables.at("/result/progress/skipped").asInt()).isEqualTo(BROKEN);
            JsonNode completed = tables.at("/result/jobs/completed");
            assertThat(completed.findValuesAsText("file")).isSorted().hasSize(DOCUMENTS - BROKEN);
            assertThat(tables.at("/result/jobs/skipped").findValuesAsText("file"))
                    .isSorted();
            JsonNode last =
                    calls.job(completed.get(completed.size() - 1).path("job_id").asText());
            assertThat(last.at("/result/tables_output/tables/0/table_content").asText())
                    .contains("<td>999</td>");

            String ended = calls.answer(202, "/batch/split", body + ",'split_config':{'split_input':[{'name':'a'}]}}")
                    .path("batch_job_id")
                    .asText();
            assertThat(calls.cancel(ended).path("message").asText()).contains("cancelled");
            JsonNode canceled = calls.job(ended);
            assertThat(canceled.path("status").asText()).isEqualTo("canceled");
            JsonNode progress = canceled.at("/result/progress");
            assertThat(progress.path("canceled").asInt()
                            + progress.path("completed").asInt())
                    .isEqualTo(DOCUMENTS - BROKEN);
            assertThat(progress.path("skipped").asInt()).isEqualTo(BROKEN);
        }
    }
}

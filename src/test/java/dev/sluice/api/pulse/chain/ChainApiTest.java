package dev.sluice.api.pulse.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on five documents of which one is broken: every stage after the extraction, alone and in batches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ChainApiTest {
    private static final String BROKEN = "password.pdf";
    private static final List<String> SOUND =
            List.of("spanning_cells.pdf", "word_tables.docx", "multi-column-2p.pdf", "fake-memo.pdf");
    private static final String SCHEMA =
            "{'type':'object','properties':{'title':{'type':'string'},'date':{'type':'string'},'from':{'type':'string'},"
                    + "'rows':{'type':'array','items':{'type':'object','properties':{'Header 0.0':{'type':'string'},"
                    + "'Header 0.1':{'type':'string'},'Header 0.2':{'type':'string'}}}}}}";
    private static final String TOPICS = "{'split_input':[{'name':'letters','description':'Letters, memos and mails'},"
            + "{'name':'Data Tables','description':'Tables with numbers'}]}";
    private static final String TOPIC_SCHEMAS =
            "{'Data Tables':{'schema':" + SCHEMA + "},'letters':{'schema':" + SCHEMA + ",'schema_prompt':'x'}}";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private RunningHub hub;
    private Calls calls;
    private String batchId;
    private JsonNode extractions;

    @BeforeAll
    void five_documents_are_extracted() throws IOException {
        hub = new RunningHub(home, DATABASE);
        calls = new Calls(hub);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        for (String name : List.of(SOUND.get(0), SOUND.get(1), BROKEN, SOUND.get(2), SOUND.get(3))) {
            documents.put(name, Files.readAllBytes(Path.of("src/test/resources/documents/" + name)));
        }
        batchId = calls.extracted(documents, "{}");
        extractions = calls.job(batchId).at("/result/jobs/completed");
        assertThat(each(extractions, "file")).isEqualTo(SOUND);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private static List<String> each(JsonNode entries, String member) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path(member).asText())
                .toList();
    }

    private JsonNode batch(String path, String members) {
        return calls.batch(path, "{'output':{'local_path':'out'},'workers':3," + members + "}");
    }

    private String ofBatch() {
        return "'batch_extract_id':'" + batchId + "',";
    }

    /** All sound documents are completed, the broken one is reported. */
    private JsonNode completed(JsonNode parent) throws IOException {
        assertThat(parent.path("status").asText()).isEqualTo("completed");
        JsonNode progress = parent.at("/result/progress");
        assertThat(progress.path("total").asInt()).isEqualTo(4);
        assertThat(progress.path("completed").asInt()).isEqualTo(4);
        assertThat(progress.path("skipped").asInt()).isEqualTo(1);
        broken(parent.at("/result/jobs/skipped"));
        JsonNode completed = parent.at("/result/jobs/completed");
        assertThat(each(completed, "file")).isEqualTo(SOUND);
        assertThat(each(completed, "extraction_id")).isEqualTo(each(extractions, "extraction_id"));
        for (JsonNode entry : completed) {
            Path output = Path.of(entry.at("/output/0").asText());
            assertThat(output.getFileName().toString())
                    .startsWith(entry.path("file").asText() + ".");
            assertThat(calls.tree(Files.readString(output)))
                    .isEqualTo(calls.job(entry.path("job_id").asText()).path("result"));
        }
        return completed;
    }

    private void broken(JsonNode skipped) {
        assertThat(skipped).hasSize(1);
        JsonNode failed = calls.job(batchId).at("/result/jobs/failed/0");
        JsonNode entry = skipped.get(0);
        for (String member : List.of("job_id", "file", "error", "code", "source_id")) {
            assertThat(entry.path(member)).as(member).isEqualTo(failed.get(member));
        }
        assertThat(entry.path("file").asText()).isEqualTo(BROKEN);
        assertThat(entry.path("code").asText()).isEqualTo("PASSWORD_PROTECTED");
        assertThat(entry.path("stage").asText()).isEqualTo("extract");
    }

    private JsonNode result(JsonNode entry) {
        return calls.job(entry.path("job_id").asText()).path("result");
    }

    /** All ids that an extraction shows. */
    private Set<String> shown(String extractionId) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode entry : extractions) {
            if (entry.path("extraction_id").asText().equals(extractionId)) {
                result(entry)
                        .path("bounding_boxes")
                        .forEach(list -> list.forEach(item -> {
                            ids.add(item.path("id").asText());
                            ids.add(item.at("/table_info/id").asText());
                        }));
            }
        }
        assertThat(ids).isNotEmpty();
        return ids;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(one -> texts.addAll(texts(one)));
        return texts;
    }

    @Test
    void a_schema_is_filled_from_each_document() throws IOException {
        JsonNode parent = batch("/batch/schema", ofBatch() + "'schema_config':{'input_schema':" + SCHEMA + "}");

        Set<String> cited = new TreeSet<>();
        for (JsonNode entry : completed(parent)) {
            JsonNode result = result(entry);
            assertThat(result.path("schema_id")).isEqualTo(entry.path("job_id")).isEqualTo(entry.path("schema_id"));
            assertThat(entry.path("source_id")).isEqualTo(entry.path("extraction_id"));
            assertThat(result.path("version").toString()).isEqualTo("1");
            assertThat(result.path("schema_output").fieldNames()).toIterable().containsExactly("values", "citations");
            assertThat(result.at("/schema_output/values").fieldNames())
                    .toIterable()
                    .as("the order of the client's schema")
                    .containsExactly("title", "date", "from", "rows");
            List<String> citations = texts(result.at("/schema_output/citations"));
            assertThat(shown(entry.path("extraction_id").asText())).containsAll(citations);
            cited.addAll(citations);
        }
        assertThat(cited).anyMatch(id -> id.startsWith("txt-")).anyMatch(id -> id.startsWith("tbl-"));
    }

    @Test
    void a_page_range_is_kept_to() {
        JsonNode parent = batch(
                "/batch/schema",
                "'extraction_ids':['" + extractions.at("/2/extraction_id").asText() + "','"
                        + extractions.at("/0/job_id").asText() + "'],'pageRange':'2','schemaConfig':{'inputSchema':"
                        + SCHEMA + "}");

        assertThat(each(parent.at("/result/jobs/completed"), "file")).containsExactly("multi-column-2p.pdf");
        assertThat(each(parent.at("/result/jobs/failed"), "code")).containsExactly("PAGE_OUT_OF_RANGE");
        assertThat(each(parent.at("/result/jobs/failed"), "source_id"))
                .containsExactly(extractions.at("/0/extraction_id").asText());
        assertThat(parent.at("/result/jobs/skipped")).isEmpty();
    }

    @Test
    void the_tables_of_each_document_are_found() throws IOException {
        int tables = 0;
        for (JsonNode entry : completed(batch("/batch/tables", ofBatch() + "'tables_config':{'merge':true}"))) {
            JsonNode result = result(entry);
            assertThat(result.path("tables_id")).isEqualTo(entry.path("job_id")).isEqualTo(entry.path("tables_id"));
            for (JsonNode table : result.at("/tables_output/tables")) {
                tables++;
                assertThat(table.fieldNames()).toIterable().containsExactly("table_content", "citations", "from_chart");
                assertThat(table.path("table_content").asText()).startsWith("<table>");
                assertThat(texts(table.path("citations"))).isNotEmpty();
                assertThat(shown(entry.path("extraction_id").asText())).containsAll(texts(table.path("citations")));
            }
        }
        assertThat(tables).isGreaterThan(3);
    }

    @Test
    void documents_are_split_and_a_schema_is_filled_for_each_topic() throws IOException {
        JsonNode split = batch("/batch/split", ofBatch() + "'split_config':" + TOPICS);
        JsonNode splits = completed(split);
        for (JsonNode entry : splits) {
            JsonNode result = result(entry);
            assertThat(result.path("split_id")).isEqualTo(entry.path("job_id")).isEqualTo(entry.path("split_id"));
            assertThat(result.at("/split_output/splits").fieldNames())
                    .toIterable()
                    .containsExactly("letters", "Data Tables");
        }
        assertThat(result(splits.get(0)).at("/split_output/splits").toString())
                .isEqualTo("{\"letters\":[],\"Data Tables\":[1]}");

        JsonNode parent = batch(
                "/batch/schema",
                "'batch_split_id':'" + split.path("job_id").asText() + "','split_schema_config':" + TOPIC_SCHEMAS);
        JsonNode filled = completed(parent);
        assertThat(each(filled, "split_id")).isEqualTo(each(splits, "split_id")).isEqualTo(each(filled, "source_id"));
        for (JsonNode entry : filled) {
            JsonNode result = result(entry);
            assertThat(result.path("schema_id")).isEqualTo(entry.path("job_id"));
            assertThat(result.path("split_id")).isEqualTo(entry.path("split_id"));
            assertThat(result.has("schema_output")).isFalse();
            assertThat(result.path("results").size()).isEqualTo(2);
            assertThat(result.path("input_schemas"))
                    .isEqualTo(
                            calls.tree(("{'Data Tables':" + SCHEMA + ",'letters':" + SCHEMA + "}").replace('\'', '"')));
            for (JsonNode topic : result.path("results")) {
                assertThat(topic.fieldNames()).toIterable().containsExactly("values", "citations");
                assertThat(shown(entry.path("extraction_id").asText())).containsAll(texts(topic.path("citations")));
            }
        }

        JsonNode alone = calls.answer(
                200,
                "/schema",
                "{'split_id':'" + splits.at("/3/split_id").asText() + "','split_schema_config':" + TOPIC_SCHEMAS + "}");
        assertThat(alone.path("results")).isEqualTo(result(filled.get(3)).path("results"));
        JsonNode listed = batch(
                "/batch/schema",
                "'split_ids':['" + splits.at("/1/split_id").asText() + "'],'split_schema_config':" + TOPIC_SCHEMAS);
        assertThat(result(listed.at("/result/jobs/completed/0")).path("results"))
                .isEqualTo(result(filled.get(1)).path("results"));
        assertThat(calls.refusal(
                        "/batch/schema",
                        "{'output':{'local_path':'out'},'batch_split_id':'"
                                + split.path("job_id").asText() + "','split_schema_config':{'Letters':{'schema':"
                                + SCHEMA + "}}}"))
                .startsWith("400 REQ_003")
                .contains("missing: Data Tables, letters", "not in the split: Letters");
    }

    @Test
    void several_extractions_are_merged_into_one_result() {
        String config = ",'schema_config':{'input_schema':" + SCHEMA + "}}";
        JsonNode whole = calls.answer(200, "/schema", "{'extraction_id':'" + batchId + "'" + config);
        JsonNode listed = calls.answer(
                200,
                "/schema",
                "{'extraction_ids':['" + String.join("','", each(extractions, "extraction_id")) + "']" + config);
        JsonNode one = calls.answer(
                200,
                "/schema",
                "{'extraction_ids':['" + extractions.at("/0/job_id").asText() + "']" + config);

        assertThat(texts(whole.path("extraction_ids"))).isEqualTo(each(extractions, "extraction_id"));
        broken(whole.path("skipped"));
        assertThat(listed.path("schema_output")).isEqualTo(whole.path("schema_output"));
        assertThat(listed.path("extraction_ids")).isEqualTo(whole.path("extraction_ids"));
        assertThat(listed.has("skipped")).isFalse();
        for (JsonNode result : List.of(whole, one)) {
            Set<String> ids = new TreeSet<>();
            for (String extraction : texts(result.path("extraction_ids"))) {
                shown(extraction).forEach(id -> ids.add(extraction + "-" + id));
            }
            assertThat(texts(result.at("/schema_output/citations")))
                    .isNotEmpty()
                    .allMatch(ids::contains);
        }
    }

    @Test
    void single_stages_are_answered_by_their_result_or_at_once() {
        String extraction =
                "'extractionId':'" + extractions.at("/0/extraction_id").asText() + "'";
        for (String stage : List.of(
                "/schema,'schemaConfig':{'inputSchema':" + SCHEMA + "}",
                "/tables,'tablesConfig':{'tableFormat':'json'}",
                "/split,'splitConfig':{'splitInput':[{'name':'a','description':'b'}]}")) {
            String path = stage.substring(0, stage.indexOf(','));
            String body = "{" + extraction + stage.substring(stage.indexOf(','));
            String id = path.substring(1) + "_id";
            JsonNode result = calls.answer(200, path, body + "}");
            JsonNode job = calls.job(result.path(id).asText());
            assertThat(job.path("status").asText()).isEqualTo("completed");
            assertThat(job.path("result")).isEqualTo(result);

            JsonNode later = calls.answer(202, path, body + ",'async':true}");
            assertThat(later.path("status").asText()).isEqualTo("pending");
            assertThat(later.path("message").asText()).isNotEmpty();
            assertThat(later.has("tables_id")).isEqualTo(path.equals("/tables"));
            JsonNode again = calls.finished(later.path("job_id").asText()).path("result");
            assertThat(again.path(id)).isEqualTo(later.path("job_id"));
            assertThat(again.path(path.substring(1) + "_output")).isEqualTo(result.path(path.substring(1) + "_output"));
        }
        JsonNode table = calls.answer(200, "/tables", "{" + extraction + ",'tables_config':{'table_format':'json'}}")
                .at("/tables_output/tables/0/table_content");
        assertThat(table.path("headers").isArray()).isTrue();
        assertThat(table.at("/rows/0").isObject()).isTrue();
    }
}

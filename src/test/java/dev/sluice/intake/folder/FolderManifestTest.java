package dev.sluice.intake.folder;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchStatus;
import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.source.SourceSettingsException;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderManifestTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private Path inbox;
    private IntakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new IntakeHub(database, home, Map.of());
        IntakeHub.empty(database);
        inbox = Files.createDirectories(home.resolve("inbox"));
        watch();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void watch() {
        hub.watch(inbox, "manifest", "*.manifest.csv,batch-*.json", "manifestTimeout", "10m");
    }

    private void drop(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void finish() {
        hub.work(IntakeHub::anyText);
        hub.settle();
    }

    private List<Batch> batches() {
        return hub.jdbc.sql("SELECT id FROM batch ORDER BY id").query(UUID.class).list().stream()
                .map(id -> hub.reader.batch("default", id).orElseThrow())
                .toList();
    }

    @Test
    void exactly_the_listed_documents_are_one_sealed_batch_with_their_ids_and_metadata() throws IOException {
        drop("march/a.pdf", "a");
        drop("march/sub/b.pdf", "b");
        drop("march/not-listed.pdf", "c");
        drop("march/m.manifest.csv", "\ufefffile;id;customer\r\na.pdf;17;\"Muster; Co\"\r\n\r\nsub\\b.pdf;18;\r\n");

        hub.poll();

        Batch batch = batches().get(0);
        assertThat(batches()).hasSize(1);
        assertThat(batch.status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(batch.counts().total()).isEqualTo(2);
        assertThat(batch.externalRef()).isEqualTo("m.manifest.csv");
        assertThat(files(inbox))
                .containsExactly(
                        "done/march/m.manifest.csv",
                        "done/march/m.manifest.csv.sluice.json",
                        "march/a.pdf",
                        "march/not-listed.pdf",
                        "march/sub/b.pdf");
        JsonNode receipt = hub.receipt(inbox.resolve("done/march/m.manifest.csv"));
        assertThat(receipt.get("status").asText()).isEqualTo("accepted");
        assertThat(receipt.get("batchId").asText()).isEqualTo(batch.id().toString());
        assertThat(receipt.get("documents").asInt()).isEqualTo(2);

        finish();
        JsonNode document = hub.receipt(inbox.resolve("done/march/a.pdf"));
        assertThat(document.get("externalRef").asText()).isEqualTo("17");
        assertThat(document.at("/metadata/customer").asText()).isEqualTo("Muster; Co");
        assertThat(hub.receipt(inbox.resolve("done/march/sub/b.pdf"))
                        .get("externalRef")
                        .asText())
                .isEqualTo("18");
        assertThat(hub.poll()).isZero();
        assertThat(files(inbox)).contains("march/not-listed.pdf");
    }

    @Test
    void a_json_manifest_may_name_its_batch() throws IOException {
        drop("a.pdf", "a");
        drop(
                "batch-1.json",
                "{\"id\": \"order 7\", \"documents\": [{\"file\": \"a.pdf\", \"id\": 5, \"tags\": [\"x\", {\"y\": 1}]}]}");

        hub.poll();

        assertThat(batches().get(0).externalRef()).isEqualTo("order 7");
        finish();
        assertThat(hub.receipt(inbox.resolve("done/a.pdf"))
                        .at("/metadata/tags/1/y")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_manifest_waits_for_its_documents_says_so_and_is_given_up_in_the_end() throws IOException {
        drop("batch-1.json", "[{\"file\": \"a.pdf\"}, {\"file\": \"b.pdf\"}, {\"file\": \"c.pdf\"}]");
        drop("a.pdf", "a");
        hub.poll();
        assertThat(hub.sources.statuses().get(0).error()).contains("waits for 2 of 3 files, such as b.pdf");
        drop("b.pdf", "b");
        hub.poll();
        assertThat(hub.sources.statuses().get(0).error()).contains("waits for 1 of 3 files, such as c.pdf");

        hub.clock.advance(Duration.ofMinutes(11));
        hub.poll();

        assertThat(files(inbox))
                .containsExactly("a.pdf", "b.pdf", "failed/batch-1.json", "failed/batch-1.json.sluice.json");
        JsonNode receipt = hub.receipt(inbox.resolve("failed/batch-1.json"));
        assertThat(receipt.at("/missing/0/file").asText()).isEqualTo("c.pdf");
        assertThat(receipt.get("missing")).hasSize(1);
        assertThat(hub.count("job")).isZero();

        drop("c.pdf", "c");
        drop("batch-1.json", "[{\"file\": \"a.pdf\"}, {\"file\": \"b.pdf\"}, {\"file\": \"c.pdf\"}]");
        hub.poll();
        assertThat(hub.count("job")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file,id§../x.pdf,1 | line 2 | leads out",
                "file,id§a.pdf,1§/etc/passwd,2 | line 3 | absolute",
                "file,id§C:\\x.pdf,1 | line 2 | absolute",
                "file,id§a.pdf,1§a.pdf,2 | line 3 | stands in line 2 already",
                "file,id§a.pdf,1§b.pdf,1 | line 3 | stands in line 2 already",
                "file,id§a.pdf | line 2 | 1 values",
                "name,id§a.pdf,1 | line 1 | no column",
                "file,file§a,b | line 1 | another one",
                "file,id§\"a.pdf,1 | CSV | EOF",
                "file,size§a.pdf,many | line 2 | no number",
                "file,sha256§a.pdf,abc | line 2 | 64",
                "file,id§done/a.pdf,1 | line 2 | done/",
                "file,id§.secret/a.pdf,1 | line 2 | hidden",
                "file,id§a.part,1 | line 2 | unfinished",
                "file,id§link.pdf,1 | line 2 | links are not followed",
                "file,id | lists no | documents",
                "[{\"file\": \"a.pdf\"},§{\"file\": }] | line 2 | no JSON",
                "[{\"file\": \"a.pdf\"}, 7] | document 2 | no object",
                "{\"files\": []} | neither | documents",
                "[] | lists no | documents"
            })
    void a_manifest_that_cannot_be_followed_goes_to_failed_with_the_place_and_the_reason(
            String text, String place, String why) throws IOException {
        Path outside = Files.writeString(home.resolve("outside.pdf"), "not yours");
        Files.createSymbolicLink(inbox.resolve("link.pdf"), outside);
        drop("a.pdf", "a");
        drop("m.manifest.csv", text.replace("§", "\n"));

        hub.poll();

        assertThat(files(inbox))
                .containsExactly("a.pdf", "failed/m.manifest.csv", "failed/m.manifest.csv.sluice.json", "link.pdf");
        JsonNode receipt = hub.receipt(inbox.resolve("failed/m.manifest.csv"));
        assertThat(receipt.get("status").asText()).isEqualTo("failed");
        assertThat(receipt.get("message").asText()).contains(place, why);
        assertThat(hub.count("job")).isZero();
    }

    @Test
    void what_is_no_text_is_no_manifest() throws IOException {
        Files.write(inbox.resolve("m.manifest.csv"), "file\nä.pdf".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(inbox.resolve("n.manifest.csv"), new byte[0]);

        hub.poll();

        assertThat(hub.receipt(inbox.resolve("failed/m.manifest.csv"))
                        .get("message")
                        .asText())
                .contains("UTF-8");
        assertThat(hub.receipt(inbox.resolve("failed/n.manifest.csv"))
                        .get("message")
                        .asText())
                .contains("empty");
    }

    @Test
    void size_and_hash_are_checked_and_the_right_file_is_waited_for() throws IOException {
        drop("a.pdf", "other");
        drop("b.pdf", "longer");
        drop(
                "m.manifest.csv",
                "file,size,sha256\na.pdf,,ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\nb.pdf,1,\n");
        hub.poll();
        drop("b.pdf", "b");
        hub.poll();
        hub.poll();
        assertThat(hub.sources.statuses().get(0).error()).contains("waits for 1 of 2 files, such as a.pdf", "SHA-256");
        assertThat(hub.count("job")).isZero();

        drop("a.pdf", "a");
        hub.poll();

        assertThat(hub.count("job")).isEqualTo(2);
        assertThat(files(inbox)).contains("done/m.manifest.csv");
    }

    @Test
    void the_same_manifest_with_the_same_documents_is_already_seen() throws IOException {
        drop("a.pdf", "a");
        drop("m.manifest.csv", "file\na.pdf\n");
        hub.poll();
        finish();
        drop("a.pdf", "a");
        drop("m.manifest.csv", "file\na.pdf\n");

        hub.poll();
        finish();

        assertThat(hub.count("job")).isEqualTo(1);
        assertThat(hub.count("batch")).isEqualTo(1);
        assertThat(files(inbox)).allMatch(name -> name.startsWith("done/")).hasSize(8);
        String again = files(inbox).stream()
                .filter(name -> name.matches("done/m.manifest~.*csv"))
                .findFirst()
                .orElseThrow();
        assertThat(hub.receipt(inbox.resolve(again)).get("alreadySeen").asBoolean())
                .isTrue();
    }

    @Test
    void the_same_manifest_with_other_documents_is_another_batch() throws IOException {
        drop("a.pdf", "monday");
        drop("b.pdf", "always the same");
        drop("m.manifest.csv", "file\na.pdf\nb.pdf\n");
        hub.poll();
        finish();
        drop("a.pdf", "tuesday");
        drop("b.pdf", "always the same");
        drop("m.manifest.csv", "file\na.pdf\nb.pdf\n");

        hub.poll();
        finish();

        assertThat(batches()).hasSize(2).allSatisfy(batch -> {
            assertThat(batch.counts().total()).isEqualTo(2);
            assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
        });
        assertThat(files(inbox)).allMatch(name -> name.startsWith("done/"));
    }

    @Test
    void what_failed_is_tried_again_when_the_manifest_is_dropped_again() throws IOException {
        drop("a.pdf", "a");
        drop("m.manifest.csv", "file\na.pdf\n");
        hub.poll();
        hub.work(IntakeHub::corrupt);
        hub.settle();
        drop("a.pdf", "a");
        drop("m.manifest.csv", "file\na.pdf\n");

        hub.poll();
        finish();

        assertThat(hub.count("batch")).isEqualTo(1);
        assertThat(batches().get(0).counts().completed()).isEqualTo(1);
    }

    @Test
    void a_manifest_that_was_accepted_and_comes_without_its_documents_is_only_moved() throws IOException {
        drop("a.pdf", "a");
        drop("m.manifest.csv", "file\na.pdf\n");
        hub.poll();
        finish();
        drop("m.manifest.csv", "file\na.pdf\n");
        hub.poll();
        assertThat(files(inbox)).contains("m.manifest.csv");
        hub.clock.advance(Duration.ofMinutes(11));

        hub.poll();

        assertThat(files(inbox)).allMatch(name -> name.startsWith("done/"));
    }

    @Test
    void files_that_no_manifest_names_are_reported_after_a_while() throws IOException {
        drop("a.pdf", "a");
        hub.poll();
        assertThat(hub.sources.statuses().get(0).error()).isNull();
        hub.clock.advance(Duration.ofMinutes(11));
        hub.poll();

        assertThat(hub.sources.statuses().get(0).error()).contains("a.pdf", "named by no manifest");
    }

    @Test
    void a_file_in_two_manifests_belongs_to_the_first_and_the_other_waits() throws IOException {
        drop("a.pdf", "a");
        drop("m.manifest.csv", "file\na.pdf\n");
        hub.poll();
        drop("n.manifest.csv", "file\na.pdf\n");
        hub.poll();

        assertThat(hub.count("job")).isEqualTo(1);
        assertThat(hub.sources.statuses().get(0).error()).contains("another manifest has it");
    }

    /** A death: nothing after it is done. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Dying extends MoveSteps {
        private int left;

        Dying(int steps) {
            left = steps;
        }

        private void step() {
            if (left-- == 0) {
                throw new Death();
            }
        }

        @Override
        void write(InputStream content, Path temporary, Path target) throws IOException {
            step();
            super.write(new ByteArrayInputStream(content.readAllBytes()), temporary, target);
        }

        @Override
        void rename(Path source, Path target) throws IOException {
            step();
            super.rename(source, target);
        }

        @Override
        void sync(Path directory) throws IOException {
            step();
            super.sync(directory);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_death_while_a_manifest_is_moved_accepts_it_once_all_the_same(int steps) throws IOException {
        hub.close();
        hub = new IntakeHub(database, home, Map.of(), Steps.of(new Dying(steps)));
        watch();
        drop("a.pdf", "a");
        drop("m.manifest.csv", "file\na.pdf\n");
        assertThatThrownBy(hub::poll).isInstanceOf(Death.class);
        hub.close();

        hub = new IntakeHub(database, home, Map.of());
        watch();
        hub.poll();
        finish();
        hub.poll();

        assertThat(hub.count("job")).isEqualTo(1);
        assertThat(hub.count("intake_manifest")).isEqualTo(1);
        assertThat(files(inbox))
                .containsExactly(
                        "done/a.pdf",
                        "done/a.pdf.sluice.json",
                        "done/m.manifest.csv",
                        "done/m.manifest.csv.sluice.json");
    }

    @Test
    void a_name_whose_accents_are_written_otherwise_is_found() throws IOException {
        drop("Ma\u0308rz.pdf", "a");
        drop("m.manifest.csv", "file\nM\u00e4rz.pdf\n");

        hub.poll();

        assertThat(hub.count("job")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "doneMarker | {name}.done | doneMarker and manifest are both set",
                "batchQuietTime | 30s | manifest and batchQuietTime are both set",
                "batchMaxSize | 10 | manifest and batchMaxSize are both set",
                "batchSchedule | 0 18 * * * | manifest and batchSchedule are both set",
                "manifestTimeout | soon | it is a time with its unit"
            })
    void what_excludes_each_other_is_refused(String name, String value, String sentence) {
        assertThatThrownBy(() -> hub.watch(inbox, "manifest", "*.csv", name, value))
                .isInstanceOf(SourceSettingsException.class)
                .hasMessageContaining(sentence);
    }
}

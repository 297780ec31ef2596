package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Archives, mails and manifests through the whole program. */
class ExpansionEndToEndTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private Path inbox;
    private RunningHub hub;

    @BeforeEach
    void start() throws IOException {
        IntakeHub.empty(database);
        hub = new RunningHub(
                home,
                database,
                "--sluice.intake.quiet-time=200ms",
                "--sluice.intake.minimum-age=100ms",
                "--sluice.intake.sweep-interval=500ms",
                "--sluice.parser.processes=1");
        inbox = Files.createDirectories(home.resolve("inbox"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void watch(String... parameters) throws IOException {
        StringBuilder source = new StringBuilder("""
                - templatedRoute:
                    routeId: source-inbox
                    routeTemplateRef: folder-source
                    parameters:
                      - {name: directory, value: "%s"}
                """.formatted(inbox));
        for (int i = 0; i < parameters.length; i += 2) {
            source.append("      - {name: %s, value: \"%s\"}%n".formatted(parameters[i], parameters[i + 1]));
        }
        Files.writeString(home.resolve("routes/sources/inbox.camel.yaml"), source);
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void drop(String name, byte[] bytes) throws IOException {
        Path unfinished = Files.write(inbox.resolve(name + ".part"), bytes);
        Files.move(unfinished, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private JsonNode receipt(String name) {
        Path file = inbox.resolve(name + ".sluice.json");
        await().atMost(LONG).until(() -> Files.exists(file));
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(String where) {
        return hub.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM " + where)
                .query(Long.class)
                .single();
    }

    @Test
    void what_lies_in_archives_becomes_documents_with_results_of_their_own() throws IOException {
        watch("expand", "zip,eml", "batchQuietTime", "1s");
        byte[] inner = zip("deep/c.txt", text("the innermost text"));
        String mail = """
                From: a@example.com
                To: b@example.com
                Subject: Hello
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain

                The text of the mail.
                --b
                Content-Type: text/plain
                Content-Disposition: attachment; filename="note.txt"

                The attached note.
                --b--
                """.replace("\n", "\r\n");
        byte[] archive = zip(
                "a.txt",
                text("the first text"),
                "../evil.txt",
                text("evil"),
                "inner.zip",
                inner,
                "mail.eml",
                text(mail));
        drop("bundle.zip", archive);

        JsonNode receipt = receipt("done/bundle.zip");
        Path results = home.resolve("results/inbox");
        for (String name : List.of(
                "bundle.zip/a.txt.md",
                "bundle.zip/inner.zip.md",
                "bundle.zip/inner.zip/deep/c.txt.md",
                "bundle.zip/mail.eml.md",
                "bundle.zip/mail.eml/note.txt.md")) {
            await().atMost(LONG).until(() -> Files.exists(results.resolve(name)));
        }

        assertThat(receipt.get("children")).hasSize(4);
        assertThat(receipt.at("/children/1/leftOut").asText()).contains("leads out");
        assertThat(receipt.at("/children/0/intakeId").asText()).isNotEmpty();
        assertThat(results.resolve("bundle.zip.md")).content().contains("a.txt: 14 bytes", "left out");
        assertThat(results.resolve("bundle.zip/inner.zip/deep/c.txt.md"))
                .content()
                .contains("the innermost text");
        assertThat(results.resolve("bundle.zip/mail.eml.md")).content().contains("The text of the mail.");
        assertThat(results.resolve("bundle.zip/mail.eml.json")).content().doesNotContain("ATTACHMENTS_NOT_EXTRACTED");
        await().atMost(LONG).until(() -> count("batch WHERE status <> 'completed'") == 0);
        assertThat(count("job_state WHERE state = 'completed'")).isEqualTo(6);
        assertThat(count("job_state")).isEqualTo(6);
        assertThat(count("work")).isZero();

        drop("bundle.zip", archive);
        await().atMost(LONG)
                .until(() ->
                        count("intake_record WHERE depth = 0 AND seen_at > accepted_at AND original = 'moved'") == 1);
        assertThat(count("job_state")).isEqualTo(6);
    }

    @Test
    void a_bomb_fails_alone() throws IOException {
        watch("expand", "zip");
        drop("bomb.zip", zip("zeros.txt", new byte[60_000_000]));
        drop("good.zip", zip("a.txt", text("good")));

        assertThat(receipt("failed/bomb.zip").get("code").asText()).isEqualTo("ARCHIVE_TOO_LARGE");
        receipt("done/good.zip");
        await().atMost(LONG).until(() -> Files.exists(home.resolve("results/inbox/good.zip/a.txt.md")));
    }

    @Test
    void nothing_is_opened_unless_it_is_wanted() throws IOException {
        watch();
        drop("bundle.zip", zip("a.txt", text("x")));

        assertThat(receipt("failed/bundle.zip").get("code").asText()).isEqualTo("UNSUPPORTED_TYPE");
        assertThat(count("intake_record")).isEqualTo(1);
    }

    @Test
    void a_manifest_is_one_batch_whose_documents_are_found_by_their_ids() throws IOException, InterruptedException {
        watch("manifest", "*.manifest.csv");
        drop("a.txt", text("one"));
        drop("b.txt", text("two"));
        drop("c.txt", text("three"));
        drop("order.manifest.csv", text("file,id,customer\na.txt,A-1,Muster\nb.txt,A-2,\n"));

        String batch = receipt("done/order.manifest.csv").get("batchId").asText();
        assertThat(receipt("done/a.txt").at("/metadata/customer").asText()).isEqualTo("Muster");
        receipt("done/b.txt");

        JsonNode run = new ObjectMapper()
                .readTree(
                        hub.get("/api/job-runs?externalRef=order.manifest.csv").body());
        assertThat(run.toString()).contains("COMPLETED", batch);
        JsonNode jobs =
                new ObjectMapper().readTree(hub.get("/api/jobs?externalRef=A-1").body());
        assertThat(jobs.toString()).contains("\"metadata\":{\"customer\":\"Muster\"}", "a.txt");
        assertThat(inbox.resolve("c.txt")).exists();
    }
}

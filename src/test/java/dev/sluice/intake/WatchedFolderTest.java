package dev.sluice.intake;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WatchedFolderTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private Path inbox;
    private Path results;
    private IntakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new IntakeHub(database, home, Map.of(), new MoveSteps());
        hub.jdbc
                .sql("TRUNCATE intake_record, result_file, work, job, batch, event, artifact")
                .update();
        inbox = Files.createDirectories(home.resolve("inbox"));
        results = home.resolve("results/inbox");
        hub.watch(inbox);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void a_dropped_document_ends_in_done_with_a_receipt_and_its_results() throws IOException {
        Files.createDirectories(inbox.resolve("2026/März"));
        Files.writeString(inbox.resolve("2026/März/invoice.pdf"), "an invoice");

        assertThat(hub.poll()).isEqualTo(1);
        assertThat(hub.work(IntakeHub::anyText)).isEqualTo(1);
        hub.settle();

        assertThat(files(inbox))
                .containsExactly("done/2026/März/invoice.pdf", "done/2026/März/invoice.pdf.sluice.json");
        assertThat(inbox.resolve("done/2026/März/invoice.pdf")).hasContent("an invoice");
        assertThat(files(results)).containsExactly("2026/März/invoice.pdf.json", "2026/März/invoice.pdf.md");
        JsonNode receipt = hub.receipt(inbox.resolve("done/2026/März/invoice.pdf"));
        assertThat(receipt.get("status").asText()).isEqualTo("completed");
        assertThat(receipt.get("code").isNull()).isTrue();
        assertThat(receipt.get("document").asText()).isEqualTo("2026/März/invoice.pdf");
        assertThat(receipt.get("alreadySeen").asBoolean()).isFalse();
        assertThat(receipt.get("size").asLong()).isEqualTo(10);
        assertThat(receipt.get("results"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        results.resolve("2026/März/invoice.pdf.json").toString(),
                        results.resolve("2026/März/invoice.pdf.md").toString());
        UUID job = UUID.fromString(receipt.get("jobId").asText());
        assertThat(hub.reader.job("default", job).orElseThrow().batchId())
                .hasToString(receipt.get("batchId").asText());
    }

    @Test
    void a_document_that_fails_ends_in_failed_with_the_reason() throws IOException {
        Files.writeString(inbox.resolve("broken.pdf"), "no pdf");

        hub.poll();
        hub.work(IntakeHub::corrupt);
        hub.settle();

        assertThat(files(inbox)).containsExactly("failed/broken.pdf", "failed/broken.pdf.sluice.json");
        JsonNode receipt = hub.receipt(inbox.resolve("failed/broken.pdf"));
        assertThat(receipt.get("status").asText()).isEqualTo("failed");
        assertThat(receipt.get("code").asText()).isEqualTo("CORRUPT_DOCUMENT");
        assertThat(receipt.get("message").asText()).isEqualTo("It is damaged.");
        assertThat(receipt.get("retryCanHelp").asBoolean()).isFalse();
        assertThat(receipt.get("results")).isEmpty();
    }

    @Test
    void a_waiting_document_stays_and_is_not_read_again() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "a");

        hub.poll();
        clock(5);
        hub.settle();

        assertThat(hub.poll()).isZero();
        assertThat(files(inbox)).containsExactly("a.txt");
        assertThat(hub.count("job")).isEqualTo(1);
    }

    private void clock(int seconds) {
        hub.clock.advance(Duration.ofSeconds(seconds));
    }
}

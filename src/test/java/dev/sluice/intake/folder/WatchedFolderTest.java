package dev.sluice.intake.folder;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.artifact.ContentStore;
import dev.sluice.batch.BatchSweeper;
import dev.sluice.batch.ErrorCode;
import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.content.ContentSweeper;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        hub = new IntakeHub(database, home, Map.of());
        IntakeHub.empty(database);
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
        hub.clock.advance(Duration.ofSeconds(5));
        hub.settle();

        assertThat(hub.poll()).isZero();
        assertThat(files(inbox)).containsExactly("a.txt");
        assertThat(hub.count("job")).isEqualTo(1);
    }

    @Test
    void a_document_dropped_again_after_success_is_moved_as_already_seen() throws IOException {
        String first = process("a.txt", "same");
        Files.writeString(inbox.resolve("a.txt"), "same");

        hub.poll();
        assertThat(hub.work(IntakeHub::anyText)).isZero();
        hub.settle();

        String again = "done/a~" + first + ".txt";
        assertThat(files(inbox))
                .containsExactlyInAnyOrder("done/a.txt", "done/a.txt.sluice.json", again, again + ".sluice.json");
        JsonNode receipt = hub.receipt(inbox.resolve(again));
        assertThat(receipt.get("alreadySeen").asBoolean()).isTrue();
        assertThat(receipt.get("status").asText()).isEqualTo("completed");
        assertThat(receipt.get("jobId").asText()).isEqualTo(first);
        assertThat(hub.count("job")).isEqualTo(1);
    }

    @Test
    void a_document_dropped_a_third_time_overwrites_nothing() throws IOException {
        process("a.txt", "same");
        process("a.txt", "same");
        process("a.txt", "same");
        process("a.txt", "same");

        assertThat(files(inbox.resolve("done")))
                .filteredOn(name -> !name.endsWith(".sluice.json"))
                .hasSize(4);
        assertThat(hub.count("job")).isEqualTo(1);
    }

    @Test
    void a_document_dropped_again_after_failure_is_tried_again() throws IOException {
        Files.writeString(inbox.resolve("a.pdf"), "a");
        hub.poll();
        hub.work(IntakeHub::corrupt);
        hub.settle();
        Files.writeString(inbox.resolve("a.pdf"), "a");

        hub.poll();
        assertThat(hub.work(IntakeHub::anyText)).isEqualTo(1);
        hub.settle();

        assertThat(files(inbox))
                .containsExactlyInAnyOrder(
                        "failed/a.pdf", "failed/a.pdf.sluice.json", "done/a.pdf", "done/a.pdf.sluice.json");
        assertThat(hub.receipt(inbox.resolve("done/a.pdf")).get("alreadySeen").asBoolean())
                .isFalse();
        assertThat(hub.count("job")).isEqualTo(2);
        assertThat(hub.count("intake_record")).isEqualTo(1);
    }

    @Test
    void a_failed_document_that_somebody_retries_moves_from_failed_to_done() throws IOException {
        Files.writeString(inbox.resolve("a.pdf"), "a");
        hub.poll();
        hub.work(IntakeHub::corrupt);
        hub.settle();
        String failed = hub.receipt(inbox.resolve("failed/a.pdf")).get("jobId").asText();

        UUID retry = hub.batches.retry(UUID.fromString(failed));
        hub.settle();
        assertThat(files(inbox)).containsExactly("failed/a.pdf", "failed/a.pdf.sluice.json");
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox)).containsExactly("done/a.pdf", "done/a.pdf.sluice.json");
        assertThat(hub.receipt(inbox.resolve("done/a.pdf")).get("jobId").asText())
                .isEqualTo(retry.toString());
    }

    @Test
    void a_retry_that_fails_again_leaves_the_document_where_it_is_with_a_new_receipt() throws IOException {
        Files.writeString(inbox.resolve("a.pdf"), "a");
        hub.poll();
        hub.work(IntakeHub::corrupt);
        hub.settle();
        UUID retry = hub.batches.retry(UUID.fromString(
                hub.receipt(inbox.resolve("failed/a.pdf")).get("jobId").asText()));

        hub.work(IntakeHub::corrupt);
        hub.settle();

        assertThat(files(inbox)).containsExactly("failed/a.pdf", "failed/a.pdf.sluice.json");
        assertThat(hub.receipt(inbox.resolve("failed/a.pdf")).get("jobId").asText())
                .isEqualTo(retry.toString());
    }

    @Test
    void another_document_of_the_same_name_gets_names_of_its_own() throws IOException {
        process("a.txt", "one");
        String second = process("a.txt", "two");

        assertThat(inbox.resolve("done/a.txt")).hasContent("one");
        assertThat(inbox.resolve("done/a~" + second + ".txt")).hasContent("two");
        assertThat(files(results))
                .containsExactlyInAnyOrder(
                        "a.txt.json", "a.txt.md", "a.txt~" + second + ".json", "a.txt~" + second + ".md");
        assertThat(hub.receipt(inbox.resolve("done/a~" + second + ".txt")).get("results"))
                .hasSize(2);
    }

    @Test
    void a_document_overwritten_while_it_is_worked_on_is_kept_and_the_new_one_is_another() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "one");
        hub.poll();
        Files.writeString(inbox.resolve("a.txt"), "two!");

        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(inbox.resolve("a.txt")).hasContent("two!");
        assertThat(inbox.resolve("done/a.txt")).hasContent("one");
        assertThat(hub.receipt(inbox.resolve("done/a.txt")).get("replaced").asBoolean())
                .isTrue();
        assertThat(hub.poll()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(files(inbox)).allMatch(name -> name.startsWith("done/")).hasSize(4);
        assertThat(hub.count("job")).isEqualTo(2);
    }

    @Test
    void a_document_overwritten_by_one_that_is_finished_before_it_is_kept_too() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "slow");
        hub.poll();
        hub.work(document -> IntakeHub.Outcomes.failure(ErrorCode.ENGINE_UNAVAILABLE, "It is busy."));
        Files.writeString(inbox.resolve("a.txt"), "quick!");
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(inbox.resolve("done/a.txt")).hasContent("quick!");

        database.jdbcClient()
                .sql("UPDATE job SET due_at = sluice_now() WHERE due_at IS NOT NULL")
                .update();
        hub.bean(BatchSweeper.class).releaseDueJobs();
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox)).allMatch(name -> name.startsWith("done/")).hasSize(4);
        String slow = files(inbox).stream()
                .filter(name -> name.startsWith("done/a~") && name.endsWith(".txt"))
                .findFirst()
                .orElseThrow();
        assertThat(inbox.resolve(slow)).hasContent("slow");
        assertThat(hub.receipt(inbox.resolve(slow)).get("replaced").asBoolean()).isTrue();
    }

    @Test
    void a_result_half_written_by_an_attempt_that_was_killed_is_removed_by_the_next() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "a");
        hub.poll();
        hub.work(document -> IntakeHub.Outcomes.failure(ErrorCode.ENGINE_UNAVAILABLE, "It is busy."));
        String job = database.jdbcClient()
                .sql("UPDATE job SET due_at = sluice_now() RETURNING id::text")
                .query(String.class)
                .single();
        Files.createDirectories(results);
        Files.writeString(results.resolve("." + job + "-1.sluice-part"), "half");

        hub.bean(BatchSweeper.class).releaseDueJobs();
        hub.work(IntakeHub::anyText);

        assertThat(files(results)).containsExactlyInAnyOrder("a.txt.json", "a.txt.md");
    }

    @Test
    void a_document_that_is_only_touched_while_it_is_worked_on_is_moved() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "one");
        hub.poll();
        Files.setLastModifiedTime(inbox.resolve("a.txt"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(hub.poll()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox)).containsExactly("done/a.txt", "done/a.txt.sluice.json");
        assertThat(hub.count("job")).isEqualTo(1);
    }

    @Test
    void a_document_taken_away_while_it_is_worked_on_leaves_nothing_behind_and_may_come_back() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "one");
        hub.poll();
        Files.delete(inbox.resolve("a.txt"));

        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(files(inbox)).isEmpty();

        Files.writeString(inbox.resolve("a.txt"), "one");
        hub.poll();
        hub.settle();
        assertThat(files(inbox)).containsExactly("done/a.txt", "done/a.txt.sluice.json");
        assertThat(hub.count("job")).isEqualTo(1);
    }

    @Test
    void documents_of_a_canceled_batch_go_to_failed() throws IOException {
        for (int i = 0; i < 10; i++) {
            Files.writeString(inbox.resolve(i + ".txt"), "text " + i);
        }
        hub.poll();
        hub.batches.cancel(hub.reader.batches("default", null, 1).get(0).id());
        hub.settle();

        assertThat(files(inbox))
                .filteredOn(name -> !name.endsWith(".sluice.json"))
                .hasSize(10)
                .allMatch(name -> name.startsWith("failed/"));
        JsonNode receipt = hub.receipt(inbox.resolve("failed/9.txt"));
        assertThat(receipt.get("status").asText()).isEqualTo("canceled");
        assertThat(receipt.get("code").asText()).isEqualTo("CANCELED");
    }

    @Test
    void a_document_that_waits_for_a_retry_stays() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "a");
        hub.poll();
        hub.work(document -> IntakeHub.Outcomes.failure(ErrorCode.ENGINE_UNAVAILABLE, "It is busy."));
        hub.settle();

        assertThat(files(inbox)).containsExactly("a.txt");
    }

    @Test
    void a_file_that_is_too_large_is_not_kept_and_ends_in_failed() throws IOException {
        restart("sluice.limits.file-size", "10B");
        Files.writeString(inbox.resolve("large.pdf"), "eleven byte");
        Files.writeString(inbox.resolve("small.pdf"), "ten  bytes");

        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox))
                .containsExactly(
                        "done/small.pdf",
                        "done/small.pdf.sluice.json",
                        "failed/large.pdf",
                        "failed/large.pdf.sluice.json");
        JsonNode receipt = hub.receipt(inbox.resolve("failed/large.pdf"));
        assertThat(receipt.get("code").asText()).isEqualTo("FILE_TOO_LARGE");
        assertThat(receipt.get("message").asText()).contains("11 bytes").contains("allows 10");
        assertThat(files(home.resolve("artifacts/documents"))).hasSize(1);
    }

    @Test
    void an_empty_file_ends_in_failed() throws IOException {
        Files.createFile(inbox.resolve("empty.pdf"));

        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox)).containsExactly("failed/empty.pdf", "failed/empty.pdf.sluice.json");
        assertThat(hub.receipt(inbox.resolve("failed/empty.pdf")).get("code").asText())
                .isEqualTo("EMPTY_FILE");
    }

    @Test
    void what_is_no_finished_document_is_left_alone() throws IOException {
        Path outside = Files.writeString(home.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(inbox.resolve("link.txt"), outside);
        Files.createSymbolicLink(inbox.resolve("folder-link"), Files.createDirectories(home.resolve("elsewhere")));
        Files.writeString(home.resolve("elsewhere/x.txt"), "x");
        Files.writeString(Files.createDirectories(inbox.resolve(".hidden")).resolve("x.txt"), "x");
        Files.createDirectories(inbox.resolve("folder.pdf"));
        for (String name : new String[] {
            ".dot",
            "a.part",
            "a.PARTIAL",
            "a.filepart",
            "a.crdownload",
            "a.tmp",
            "a.swp",
            "a.txt~",
            "a.download",
            "a.sluice-part",
            "~$a.docx",
            "x.sluice.json",
            "Thumbs.db"
        }) {
            Files.writeString(inbox.resolve(name), "x");
        }
        List<String> before = files(inbox);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(inbox.resolve("socket.pdf")));
            assertThat(hub.poll()).isZero();
        }
        Files.deleteIfExists(inbox.resolve("socket.pdf"));

        assertThat(files(inbox)).isEqualTo(before);
        assertThat(hub.sources.statuses()).allMatch(status -> status.error() == null);
    }

    @Test
    void only_the_files_wanted_are_taken() throws IOException {
        hub.watch(inbox, "include", "*.pdf,scans/**", "exclude", "draft-*", "recursive", "true");
        Files.createDirectories(inbox.resolve("scans/deep"));
        Files.writeString(inbox.resolve("A.PDF"), "a");
        Files.writeString(inbox.resolve("scans/deep/b.tif"), "b");
        Files.writeString(inbox.resolve("scans/draft-c.tif"), "c");
        Files.writeString(inbox.resolve("d.txt"), "d");

        assertThat(hub.poll()).isEqualTo(2);
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(files(inbox)).contains("d.txt", "scans/draft-c.tif", "done/A.PDF", "done/scans/deep/b.tif");
    }

    @Test
    void a_slow_writer_makes_one_document() throws IOException {
        Path file = inbox.resolve("slow.txt");
        for (int i = 0; i < 5; i++) {
            Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            assertThat(hub.pollOnce()).isZero();
            hub.clock.advance(Duration.ofMillis(1_900));
        }

        assertThat(hub.poll()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(inbox.resolve("done/slow.txt")).hasContent("xxxxx");
        assertThat(hub.count("intake_record")).isEqualTo(1);
    }

    @Test
    void a_file_that_changes_while_it_is_accepted_is_watched_again() throws IOException {
        Path file = Files.writeString(inbox.resolve("a.txt"), "one");
        hub.pollOnce();
        hub.clock.advance(Duration.ofSeconds(3));
        List<StableFile> group = hub.bean(FolderPoll.class).poll("inbox").next();
        Files.writeString(file, "and two");

        hub.bean(DocumentAcceptance.class).accept(group);
        assertThat(hub.count("intake_record")).isZero();
        assertThat(hub.poll()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(inbox.resolve("done/a.txt")).hasContent("and two");
    }

    @Test
    void documents_dropped_or_accepted_before_a_restart_are_taken_once() throws IOException {
        Files.writeString(inbox.resolve("accepted.txt"), "a");
        hub.poll();
        hub.close();
        Files.writeString(inbox.resolve("while-down.txt"), "b");

        restart();

        assertThat(hub.poll()).isEqualTo(1);
        assertThat(hub.work(IntakeHub::anyText)).isEqualTo(2);
        hub.settle();
        assertThat(files(inbox).stream().filter(name -> !name.endsWith(".sluice.json")))
                .containsExactly("done/accepted.txt", "done/while-down.txt");
        assertThat(hub.count("job")).isEqualTo(2);
    }

    @Test
    void no_batch_becomes_larger_than_wanted() throws IOException {
        hub.watch(inbox, "batchMaxSize", "3");
        for (int i = 0; i < 7; i++) {
            Files.writeString(inbox.resolve(i + ".txt"), "text " + i);
        }
        hub.poll();

        assertThat(hub.reader.batches("default", null, 10))
                .extracting(batch -> batch.counts().total())
                .containsExactly(1, 3, 3);
    }

    @Test
    void a_changed_operation_begins_a_new_batch_and_is_done_with_documents_seen_before() throws IOException {
        process("a.txt", "same");
        hub.watch(inbox, "operation", "tables");
        process("a.txt", "same");

        assertThat(hub.count("job WHERE operation = 'tables' AND state = 'completed'"))
                .isEqualTo(1);
        assertThat(hub.count("batch")).isEqualTo(2);
        assertThat(hub.count("intake_record")).isEqualTo(1);
        assertThat(files(inbox.resolve("done"))).hasSize(4);
    }

    @Test
    void bytes_that_were_never_accepted_are_swept_and_the_others_stay() throws IOException {
        process("a.txt", "kept");
        ContentStore contents = hub.bean(ContentStore.class);
        Path orphan = contents.path(
                contents.store(new ByteArrayInputStream(new byte[] {1, 2, 3})).sha256());
        hub.clock.advance(Duration.ofHours(2));

        hub.bean(ContentSweeper.class).sweep();

        assertThat(orphan).doesNotExist();
        assertThat(files(home.resolve("artifacts/documents"))).hasSize(1);
    }

    /** The dropper renames a new version over the original between the last look at it and its move. */
    private static final class DropDuringMove extends MoveSteps {
        @Override
        void rename(Path source, Path target) throws IOException {
            if (source.endsWith("a.txt") && Files.readString(source).equals("first")) {
                Files.writeString(source, "second, a longer one");
            }
            super.rename(source, target);
        }
    }

    @Test
    void a_version_dropped_in_the_very_moment_of_the_move_is_a_document_of_its_own() throws IOException {
        hub.close();
        hub = new IntakeHub(database, home, Map.of(), Steps.of(new DropDuringMove()));
        hub.watch(inbox);
        Files.writeString(inbox.resolve("a.txt"), "first");
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(inbox.resolve("done/a.txt")).hasContent("first");
        assertThat(inbox.resolve("a.txt")).hasContent("second, a longer one");
        assertThat(hub.receipt(inbox.resolve("done/a.txt")).get("replaced").asBoolean())
                .isTrue();

        hub.clock.advance(Duration.ofSeconds(30));
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(inbox.resolve("a.txt")).doesNotExist();
        assertThat(hub.count("job WHERE state = 'completed'")).isEqualTo(2);
    }

    @Test
    void two_nodes_that_watch_one_folder_take_each_document_once() throws Exception {
        for (int i = 0; i < 100; i++) {
            Files.writeString(inbox.resolve(i + ".txt"), "text " + i);
        }
        try (IntakeHub other = new IntakeHub(database, home, Map.of())) {
            other.watch(inbox);
            CompletableFuture<Integer> there = CompletableFuture.supplyAsync(other::poll);
            hub.poll();
            there.get(1, TimeUnit.MINUTES);
            hub.poll();
            assertThat(hub.count("intake_record")).isEqualTo(100);
            assertThat(hub.count("job")).isEqualTo(100);

            hub.batches.cancel(hub.reader.batches("default", null, 1).get(0).id());
            CompletableFuture<Void> settledThere = CompletableFuture.runAsync(other::settle);
            hub.settle();
            settledThere.get(1, TimeUnit.MINUTES);
            hub.settle();
            assertThat(files(inbox)).hasSize(200).allMatch(name -> name.startsWith("failed/"));
            assertThat(hub.count("intake_record WHERE original = 'moved'")).isEqualTo(100);
        }
    }

    /** Drops a document, has it worked on, and returns its job's id. */
    private String process(String name, String text) throws IOException {
        Files.writeString(inbox.resolve(name), text);
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(inbox.resolve(name)).doesNotExist();
        return hub.jdbc
                .sql("SELECT latest_job_id FROM intake_record ORDER BY seen_at DESC LIMIT 1")
                .query(String.class)
                .single();
    }

    private void restart(String... property) {
        hub.close();
        hub = new IntakeHub(database, home, property.length == 0 ? Map.of() : Map.of(property[0], property[1]));
        hub.watch(inbox);
    }
}

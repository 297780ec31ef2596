package dev.sluice.intake.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.artifact.SourceDocument;
import dev.sluice.batch.ErrorCode;
import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What became of a source's documents, and trying them again. */
class RecordRetryTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String TENANT = "default";

    @TempDir
    Path temp;

    private Path inbox;
    private IntakeHub hub;
    private SourceRecords records;
    private RecordRetry retries;

    @BeforeEach
    void start() throws IOException {
        inbox = Files.createDirectories(temp.resolve("inbox"));
        hub = new IntakeHub(database, temp.resolve("home"), Map.of());
        records = hub.bean(SourceRecords.class);
        retries = hub.bean(RecordRetry.class);
        hub.watch(inbox, "batchMaxSize", "3");
    }

    @AfterEach
    void stop() {
        IntakeHub.empty(database);
        hub.close();
    }

    private void drop(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(inbox.resolve(name), "content of " + name);
        }
        assertThat(hub.poll()).isEqualTo(names.length);
    }

    private List<String> names(RecordFilter filter) {
        List<String> names = new ArrayList<>();
        UUID cursor = null;
        do {
            SourceRecords.Page page = records.page(TENANT, "inbox", filter, cursor, 2);
            page.records().forEach(record -> names.add(record.name()));
            cursor = page.next();
        } while (cursor != null);
        return names;
    }

    private static RecordFilter state(RecordState state) {
        return new RecordFilter(state, null, null);
    }

    private SourceRecord only(String name) {
        return records.page(TENANT, "inbox", new RecordFilter(null, null, name), null, 2)
                .records()
                .get(0);
    }

    private RecordCounts counts() {
        return Objects.requireNonNull(records.counts(TENANT, List.of("inbox")).get("inbox"));
    }

    private IntakeHub.Outcomes byName(SourceDocument document) {
        return document.name().startsWith("bad")
                ? IntakeHub.corrupt(document)
                : document.name().startsWith("late")
                        ? IntakeHub.Outcomes.failure(ErrorCode.PASSWORD_PROTECTED, "It is locked.")
                        : IntakeHub.anyText(document);
    }

    @Test
    void documents_are_listed_by_state_code_and_name() throws IOException {
        drop("a.txt", "bad1.txt", "bad2.txt", "B.txt", "bad3.txt", "late.txt", "c.txt");
        assertThat(names(state(RecordState.WAITING))).hasSize(7);
        assertThat(counts()).isEqualTo(new RecordCounts(7, 0, 0, 0, 0, 0));
        hub.work(this::byName);

        assertThat(names(RecordFilter.ALL)).hasSize(7).doesNotHaveDuplicates();
        assertThat(names(state(RecordState.FAILED)))
                .containsExactlyInAnyOrder("bad1.txt", "bad2.txt", "bad3.txt", "late.txt");
        assertThat(names(state(RecordState.COMPLETED))).containsExactlyInAnyOrder("a.txt", "B.txt", "c.txt");
        assertThat(names(state(RecordState.WAITING))).isEmpty();
        assertThat(names(new RecordFilter(null, ErrorCode.PASSWORD_PROTECTED, null)))
                .containsExactly("late.txt");
        assertThat(names(new RecordFilter(null, null, "b")))
                .containsExactly("B.txt", "bad1.txt", "bad2.txt", "bad3.txt");
        assertThat(names(new RecordFilter(RecordState.COMPLETED, null, "b"))).containsExactly("B.txt");
        assertThat(names(new RecordFilter(null, null, "%"))).isEmpty();
        assertThat(counts()).isEqualTo(new RecordCounts(0, 0, 3, 4, 0, 0));
    }

    @Test
    void a_document_that_failed_is_tried_again_and_its_original_moves_with_a_new_receipt() throws IOException {
        drop("bad.txt");
        hub.work(this::byName);
        hub.settle();
        assertThat(IntakeHub.files(inbox)).containsExactly("failed/bad.txt", "failed/bad.txt.sluice.json");

        assertThat(retries.retry(TENANT, "inbox", only("bad").id())).isTrue();
        assertThat(only("bad").state()).isEqualTo(RecordState.WAITING);
        assertThat(retries.retry(TENANT, "inbox", only("bad").id()))
                .as("it is under way")
                .isFalse();
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(only("bad").state()).isEqualTo(RecordState.COMPLETED);
        assertThat(IntakeHub.files(inbox)).containsExactly("done/bad.txt", "done/bad.txt.sluice.json");
        assertThat(hub.receipt(inbox.resolve("done/bad.txt")).toString())
                .contains(only("bad").job().id().toString());
        assertThat(counts()).isEqualTo(new RecordCounts(0, 0, 1, 0, 0, 0));
        assertThat(retries.retry(TENANT, "inbox", only("bad").id())).isFalse();
    }

    @Test
    void all_that_failed_are_tried_again_and_each_once() throws IOException {
        drop("bad1.txt", "bad2.txt", "late.txt", "bad3.txt", "a.txt");
        hub.work(this::byName);

        assertThat(retries.retryAll(
                        TENANT, "inbox", new RecordFilter(RecordState.FAILED, ErrorCode.CORRUPT_DOCUMENT, null)))
                .isEqualTo(new RecordRetry.Answer(3, 0, false));
        assertThat(names(state(RecordState.FAILED))).containsExactly("late.txt");
        assertThat(retries.retryAll(TENANT, "inbox", state(RecordState.FAILED)))
                .isEqualTo(new RecordRetry.Answer(1, 0, false));
        assertThat(retries.retryAll(TENANT, "inbox", state(RecordState.FAILED)))
                .isEqualTo(new RecordRetry.Answer(0, 0, false));
        assertThat(hub.work(this::byName)).isEqualTo(4);
        assertThat(names(state(RecordState.FAILED))).hasSize(4);
        assertThat(hub.count("job")).isEqualTo(9);
    }

    @Test
    void named_documents_are_tried_again_and_others_are_not() throws IOException {
        drop("bad1.txt", "bad2.txt", "a.txt");
        hub.work(this::byName);
        List<UUID> ids = List.of(only("bad1").id(), only("a").id(), UUID.randomUUID());

        assertThat(retries.retry(TENANT, "inbox", ids)).isEqualTo(new RecordRetry.Answer(1, 2, false));
        assertThat(retries.retry(TENANT, "inbox", ids)).isEqualTo(new RecordRetry.Answer(0, 3, false));
        assertThat(retries.retry(TENANT, "other", only("bad2").id())).isFalse();
    }

    @Test
    void a_document_that_is_put_aside_does_not_count_as_failed_and_comes_back_by_a_retry() throws IOException {
        drop("bad.txt", "a.txt");
        hub.work(this::byName);
        UUID bad = only("bad").id();

        assertThat(retries.bury(TENANT, "inbox", bad, "the sender knows")
                        .orElseThrow()
                        .state())
                .isEqualTo(RecordState.DEAD);
        assertThat(only("bad").deadReason()).isEqualTo("the sender knows");
        assertThat(names(state(RecordState.DEAD))).containsExactly("bad.txt");
        assertThat(names(state(RecordState.FAILED))).isEmpty();
        assertThat(counts()).isEqualTo(new RecordCounts(0, 0, 1, 0, 0, 1));
        assertThat(retries.retryAll(TENANT, "inbox", state(RecordState.FAILED)).retried())
                .isZero();

        assertThat(retries.retryAll(TENANT, "inbox", state(RecordState.DEAD)).retried())
                .isEqualTo(1);
        hub.work(this::byName);
        assertThat(only("bad").state()).isEqualTo(RecordState.FAILED);
        assertThat(only("bad").deadReason()).isNull();
        assertThat(counts()).isEqualTo(new RecordCounts(0, 0, 1, 1, 0, 0));
    }

    @Test
    void only_what_failed_is_put_aside() throws IOException {
        drop("a.txt");
        UUID id = only("a").id();

        assertThatThrownBy(() -> retries.bury(TENANT, "inbox", id, "why"))
                .hasMessage("the document is waiting; only a failed one is put aside");
        assertThat(retries.bury(TENANT, "inbox", UUID.randomUUID(), "why")).isEmpty();
    }

    @Test
    void what_was_canceled_with_its_batch_is_listed_and_tried_again() throws IOException {
        drop("a.txt", "b.txt");
        UUID batch = only("a").job().batchId();
        hub.batches.cancel(Objects.requireNonNull(batch));

        assertThat(new HashSet<>(names(state(RecordState.CANCELED))))
                .isEqualTo(new HashSet<>(List.of("a.txt", "b.txt")));
        assertThat(retries.retryAll(TENANT, "inbox", state(RecordState.CANCELED))
                        .retried())
                .isEqualTo(2);
        assertThat(counts()).isEqualTo(new RecordCounts(2, 0, 0, 0, 0, 0));
    }
}

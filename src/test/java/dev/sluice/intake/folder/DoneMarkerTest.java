package dev.sluice.intake.folder;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.source.SourceSettingsException;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoneMarkerTest {
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
        hub.watch(inbox, "doneMarker", "{name}.done");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "{name}.done, a.pdf, a.pdf.done, true",
        "{name}.done, sub/A.PDF, sub/a.pdf.DONE, true",
        "{name}.done, a.pdf, b.pdf.done, false",
        "{stem}.ok, a.pdf, a.ok, true",
        "{stem}.ok, a.b.pdf, a.b.ok, true",
        "{stem}.ok, noending, noending.ok, true",
        "{stem}.ok, x/a.pdf, y/a.ok, false",
        "ready_{name}, a.pdf, ready_a.pdf, true"
    })
    void a_pattern_names_the_marker_of_a_document(String pattern, String document, String marker, boolean isIts) {
        DoneMarker rule = DoneMarker.of(pattern);

        assertThat(rule.isMarker(marker)).isTrue();
        assertThat(rule.isMarker(document)).isFalse();
        assertThat(rule.idFor(document).equals(DoneMarker.id(marker))).isEqualTo(isIts);
    }

    @ParameterizedTest
    @CsvSource({
        "done, it names neither",
        "{name}, the document's own name",
        "{name}{stem}.x, once",
        "done/{name}, no folder can be named",
        ".{name}.done, hidden or unfinished",
        "{name}.part, hidden or unfinished"
    })
    void a_pattern_that_cannot_work_is_refused(String pattern, String why) {
        assertThatThrownBy(() -> hub.watch(inbox, "doneMarker", pattern))
                .isInstanceOf(SourceSettingsException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_document_counts_at_the_first_look_once_its_marker_is_there() throws IOException {
        Files.writeString(inbox.resolve("a.pdf"), "a");
        Files.writeString(inbox.resolve("b.pdf"), "b");
        mark("a.pdf.done", Duration.ofSeconds(1));

        assertThat(hub.pollOnce()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(files(inbox)).containsExactly("a.pdf.done", "b.pdf", "done/a.pdf", "done/a.pdf.sluice.json");
        assertThat(hub.poll()).isZero();

        assertThat(files(inbox)).containsExactly("b.pdf", "done/a.pdf", "done/a.pdf.sluice.json");
        assertThat(hub.sources.statuses().get(0).error()).isNull();
    }

    @Test
    void a_marker_is_never_a_document_and_one_that_says_something_is_kept() throws IOException {
        Files.writeString(inbox.resolve("a.pdf"), "a");
        Files.writeString(inbox.resolve("a.pdf.done"), "sent by scanner 3");

        hub.poll();
        assertThat(hub.count("job")).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();
        hub.poll();

        assertThat(files(inbox)).containsExactly("done/a.pdf", "done/a.pdf.done", "done/a.pdf.sluice.json");
        assertThat(inbox.resolve("done/a.pdf.done")).hasContent("sent by scanner 3");
    }

    @Test
    void a_marker_that_comes_first_does_not_stand_for_a_file_that_is_still_written() throws IOException {
        mark("a.pdf.done", Duration.ofHours(-1));
        assertThat(hub.poll()).isZero();
        Files.writeString(inbox.resolve("a.pdf"), "the beginning");
        assertThat(hub.pollOnce()).isZero();
        Files.writeString(inbox.resolve("a.pdf"), "the beginning and the end");

        assertThat(hub.poll()).isEqualTo(1);
        assertThat(hub.jdbc
                        .sql("SELECT size FROM intake_record")
                        .query(Long.class)
                        .single())
                .isEqualTo(25);
    }

    @Test
    void a_document_dropped_again_needs_a_marker_of_its_own() throws IOException {
        Files.writeString(inbox.resolve("a.pdf"), "first");
        mark("a.pdf.done", Duration.ofSeconds(1));
        hub.poll();
        Files.writeString(inbox.resolve("a.pdf"), "second, half");
        assertThat(hub.poll()).isZero();
        assertThat(hub.poll()).isZero();
        restart();
        assertThat(hub.poll()).isZero();

        Files.writeString(inbox.resolve("a.pdf"), "second, whole");
        mark("a.pdf.done", Duration.ofSeconds(5));
        assertThat(hub.poll()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();
        hub.poll();

        assertThat(hub.count("job")).isEqualTo(2);
        assertThat(files(inbox)).noneMatch(name -> name.endsWith(".done"));
        assertThat(files(inbox).stream().filter(name -> name.endsWith(".pdf"))).hasSize(2);
    }

    @Test
    void one_marker_may_stand_for_two_files_and_goes_with_the_last() throws IOException {
        hub.watch(inbox, "doneMarker", "{stem}.ok");
        Files.writeString(inbox.resolve("a.pdf"), "a");
        Files.writeString(inbox.resolve("a.xml"), "b");
        Files.createFile(inbox.resolve("a.ok"));
        hub.poll();
        assertThat(hub.count("job")).isEqualTo(2);
        hub.work(document -> document.name().equals("a.pdf")
                ? IntakeHub.anyText(document)
                : IntakeHub.Outcomes.failure(dev.sluice.batch.ErrorCode.SOURCE_UNAVAILABLE, "Later."));
        hub.settle();
        hub.poll();
        assertThat(files(inbox)).contains("a.ok", "a.xml", "done/a.pdf");

        hub.jdbc
                .sql("UPDATE job SET due_at = sluice_now() WHERE due_at IS NOT NULL")
                .update();
        hub.bean(dev.sluice.batch.BatchSweeper.class).releaseDueJobs();
        hub.work(IntakeHub::anyText);
        hub.settle();
        hub.poll();
        assertThat(files(inbox)).contains("done/a.xml").doesNotContain("a.ok");
    }

    @Test
    void a_marker_without_its_document_is_reported_after_a_while() throws IOException {
        Files.createFile(inbox.resolve("lost.pdf.done"));
        hub.poll();
        assertThat(hub.sources.statuses().get(0).error()).isNull();

        hub.clock.advance(Duration.ofMinutes(11));
        hub.poll();

        assertThat(hub.sources.statuses().get(0).error()).contains("lost.pdf.done", "not there");
        assertThat(files(inbox)).containsExactly("lost.pdf.done");
    }

    private void mark(String name, Duration later) throws IOException {
        Path marker = inbox.resolve(name);
        Files.writeString(marker, "");
        Files.setLastModifiedTime(marker, FileTime.from(Instant.now().plus(later)));
    }

    private void restart() {
        hub.close();
        hub = new IntakeHub(database, home, Map.of());
        hub.watch(inbox, "doneMarker", "{name}.done");
    }
}

package dev.sluice.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.PreviewEntry;
import dev.sluice.intake.source.SkipReason;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FolderPreviewTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path temp;

    private Path inbox;
    private IntakeHub hub;

    @BeforeEach
    void start() throws IOException {
        inbox = Files.createDirectories(temp.resolve("inbox"));
        hub = new IntakeHub(database, temp.resolve("home"), Map.of("sluice.limits.file-size", "1KB"));
    }

    @AfterEach
    void stop() {
        IntakeHub.empty(database);
        hub.close();
    }

    private void file(String name, int size, Duration age) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
        Files.setLastModifiedTime(file, FileTime.from(hub.clock.instant().minus(age)));
    }

    @Test
    void it_says_what_a_poll_would_take_and_why_not_the_rest() throws IOException {
        file("seen.pdf", 10, Duration.ofHours(1));
        hub.watch(inbox, "exclude", "*.log");
        assertThat(hub.poll()).isEqualTo(1);
        file("old.pdf", 10, Duration.ofHours(1));
        file("sub/other.pdf", 20, Duration.ofHours(1));
        file("young.pdf", 10, Duration.ofMillis(500));
        file("a.log", 10, Duration.ofHours(1));
        file("half.pdf.part", 10, Duration.ofHours(1));
        file("large.pdf", 2_000, Duration.ofHours(1));
        file("done/x.pdf", 10, Duration.ofHours(1));

        Preview preview = hub.sources.preview("inbox", 3);

        assertThat(preview.sentence())
                .isEqualTo(
                        "would take 2, skip 5: already seen 1, too young 1, excluded 1, too large 1, not a document 1");
        assertThat(preview.complete()).isTrue();
        assertThat(preview.entries()).hasSize(3).contains(new PreviewEntry("sub/other.pdf", 20, null));
    }

    @Test
    void it_changes_nothing() throws IOException {
        file("old.pdf", 10, Duration.ofHours(1));
        hub.watch(inbox);

        hub.sources.preview("inbox", 10);

        assertThat(hub.count("intake_record")).isZero();
        assertThat(hub.count("source")).isZero();
        assertThat(IntakeHub.files(inbox)).containsExactly("old.pdf");
        assertThat(hub.pollOnce()).as("it was not learned by the dry run").isZero();
    }

    @Test
    void a_file_that_grows_between_two_looks_is_changing() throws IOException {
        file("growing.pdf", 10, Duration.ofHours(1));
        hub.watch(inbox);
        hub.pollOnce();
        file("growing.pdf", 11, Duration.ofHours(1));

        assertThat(hub.sources.preview("inbox", 10).skip()).isEqualTo(Map.of(SkipReason.CHANGING, 1));
    }

    @Test
    void what_was_accepted_is_known_after_a_restart_and_on_other_nodes() throws IOException {
        file("seen.pdf", 10, Duration.ofHours(1));
        hub.watch(inbox);
        hub.poll();
        try (IntakeHub other = new IntakeHub(database, temp.resolve("other"), Map.of())) {
            other.watch(inbox);

            assertThat(other.sources.preview("inbox", 10).sentence()).isEqualTo("would take 0, skip 1: already seen 1");
        }
    }

    @Test
    void a_folder_that_is_missing_is_said_in_a_sentence() {
        hub.watch(temp.resolve("nowhere"));

        assertThatThrownBy(() -> hub.sources.preview("inbox", 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is missing");
    }
}

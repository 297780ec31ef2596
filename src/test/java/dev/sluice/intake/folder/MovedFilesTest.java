package dev.sluice.intake.folder;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that are renamed, moved about, or exchanged for links while they are looked at. */
class MovedFilesTest {
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
        hub.watch(inbox);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void a_file_that_is_renamed_before_it_counts_is_one_document() throws IOException {
        Files.writeString(inbox.resolve("upload-1"), "a");
        hub.pollOnce();
        hub.clock.advance(Duration.ofSeconds(3));
        Files.move(inbox.resolve("upload-1"), inbox.resolve("invoice.txt"));

        assertThat(hub.pollOnce()).isZero();
        assertThat(hub.poll()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox)).containsExactly("done/invoice.txt", "done/invoice.txt.sluice.json");
    }

    @Test
    void a_file_that_is_renamed_after_it_was_accepted_is_another_document() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "a");
        hub.poll();
        Files.move(inbox.resolve("a.txt"), inbox.resolve("b.txt"));
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(hub.count("job WHERE state = 'completed'")).isEqualTo(2);
        assertThat(hub.count("intake_record WHERE original = 'gone'")).isEqualTo(1);
        assertThat(files(inbox)).containsExactly("done/b.txt", "done/b.txt.sluice.json");
    }

    @Test
    void one_name_in_two_folders_is_two_documents_also_when_their_bytes_are_the_same() throws IOException {
        for (String folder : List.of("north", "south", ".")) {
            Files.writeString(Files.createDirectories(inbox.resolve(folder)).resolve("a.txt"), "same");
        }

        assertThat(hub.poll()).isEqualTo(3);
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox)).contains("done/a.txt", "done/north/a.txt", "done/south/a.txt");
        assertThat(files(home.resolve("results/inbox"))).hasSize(6);
    }

    @Test
    void a_file_that_is_exchanged_for_a_link_after_the_listing_lets_nothing_in() throws IOException {
        Path secret = Files.writeString(home.resolve("secret.txt"), "not for you");
        Files.writeString(inbox.resolve("a.txt"), "0123456789!");
        Files.writeString(Files.createDirectories(inbox.resolve("sub")).resolve("secret.txt"), "0123456789!");
        hub.pollOnce();
        hub.clock.advance(Duration.ofSeconds(3));
        List<StableFile> group = hub.bean(FolderPoll.class).poll("inbox").next();
        assertThat(group).hasSize(2);
        Files.delete(inbox.resolve("a.txt"));
        Files.createSymbolicLink(inbox.resolve("a.txt"), secret);
        Files.delete(inbox.resolve("sub/secret.txt"));
        Files.delete(inbox.resolve("sub"));
        Files.createSymbolicLink(inbox.resolve("sub"), home);

        hub.bean(DocumentAcceptance.class).accept(group);
        hub.poll();

        assertThat(hub.count("intake_record")).isZero();
        assertThat(secret).hasContent("not for you");
    }

    @Test
    void links_that_lead_nowhere_or_in_a_circle_and_pipes_stop_nobody() throws Exception {
        Files.createSymbolicLink(inbox.resolve("nowhere.txt"), home.resolve("no such file"));
        Files.createSymbolicLink(inbox.resolve("circle"), inbox);
        Files.createSymbolicLink(inbox.resolve("self"), inbox.resolve("self"));
        assertThat(new ProcessBuilder("mkfifo", inbox.resolve("pipe.txt").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.writeString(inbox.resolve("a.txt"), "a");

        assertThat(hub.poll()).isEqualTo(1);
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(files(inbox))
                .containsExactly("circle", "done/a.txt", "done/a.txt.sluice.json", "nowhere.txt", "pipe.txt", "self");
        assertThat(hub.sources.statuses()).allMatch(status -> status.error() == null);
    }

    @Test
    void documents_that_came_while_nobody_watched_are_taken_in_the_next_life() throws IOException {
        hub.close();
        Files.writeString(inbox.resolve("a.txt"), "a");
        hub = new IntakeHub(database, home, Map.of());
        hub.watch(inbox);
        hub.poll();
        hub.close();
        Files.move(inbox.resolve("a.txt"), inbox.resolve("renamed.txt"));
        Files.writeString(inbox.resolve("a.txt"), "another");
        hub = new IntakeHub(database, home, Map.of());
        hub.watch(inbox);
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();

        assertThat(hub.count("job WHERE state = 'completed'")).isEqualTo(3);
        assertThat(files(inbox)).contains("done/renamed.txt");
        assertThat(files(inbox).stream().filter(name -> name.matches("done/a[^/]*\\.txt")))
                .isNotEmpty();
    }
}

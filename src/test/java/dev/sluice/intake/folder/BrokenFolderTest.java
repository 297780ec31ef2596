package dev.sluice.intake.folder;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

class BrokenFolderTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path temp;

    private Path home;
    private Path folder;
    private IntakeHub hub;

    @BeforeEach
    void start() throws IOException {
        home = Files.createDirectories(temp.resolve("home"));
        folder = temp.resolve("share");
        IntakeHub.empty(database);
        hub = new IntakeHub(database, home, Map.of());
        hub.watch(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void a_missing_folder_is_reported_and_watched_when_it_comes() throws IOException {
        assertThat(hub.poll()).isZero();
        assertThat(error())
                .isEqualTo("The folder %s is missing; it is watched as soon as it is there.".formatted(folder));
        assertThat(folder).doesNotExist();
        Health health = hub.bean(HealthIndicator.class).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(String.valueOf(health.getDetails().get("sources"))).contains("is missing");

        Files.writeString(Files.createDirectories(folder).resolve("a.txt"), "a");
        assertThat(hub.poll()).isEqualTo(1);
        assertThat(error()).isNull();
    }

    @Test
    void a_missing_folder_below_the_home_is_created() {
        hub.watch(home.resolve("inbox/invoices"));
        hub.poll();

        assertThat(home.resolve("inbox/invoices")).isDirectory();
        assertThat(error()).isNull();
    }

    @Test
    void a_file_in_the_folders_place_is_reported() throws IOException {
        Files.writeString(folder, "no folder");
        hub.poll();

        assertThat(error()).isEqualTo(folder + " is not a folder, but something else of that name.");
    }

    @Test
    void a_folder_that_vanishes_with_documents_in_hand_and_comes_back_ends_as_if_nothing_had_been() throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("a.txt"), "a");
        hub.poll();
        Path away = Files.move(folder, temp.resolve("away"));
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(hub.count("intake_record WHERE original = 'in_place'")).isEqualTo(1);

        Files.move(away, folder);
        assertThat(hub.poll()).isZero();
        hub.settle();
        assertThat(files(folder)).containsExactly("done/a.txt", "done/a.txt.sluice.json");
        assertThat(error()).isNull();
        assertThat(hub.count("job")).isEqualTo(1);
    }

    @Test
    void an_unmounted_share_that_shows_an_empty_folder_loses_nothing() throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("a.txt"), "a");
        hub.poll();
        Path away = Files.move(folder, temp.resolve("away"));
        Files.createDirectory(folder);
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();

        Files.delete(folder);
        Files.move(away, folder);
        hub.poll();
        hub.settle();
        assertThat(files(folder)).containsExactly("done/a.txt", "done/a.txt.sluice.json");
        assertThat(hub.count("job")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a file", "a link"})
    void an_original_that_cannot_be_moved_stays_is_reported_and_is_moved_when_it_can_be(String inTheWay)
            throws IOException {
        Files.createDirectories(folder);
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        if (inTheWay.equals("a file")) {
            Files.writeString(folder.resolve("done"), "a document called done");
        } else {
            Files.createSymbolicLink(folder.resolve("done"), elsewhere);
        }
        Files.writeString(folder.resolve("a.txt"), "a");
        hub.watch(folder, "include", "*.txt");
        hub.poll();
        hub.work(IntakeHub::anyText);
        hub.settle();
        assertThat(files(folder)).containsExactly("a.txt", "done");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(error()).contains("1 originals cannot be moved, such as a.txt");
        assertThat(hub.poll()).isZero();

        Files.delete(folder.resolve("done"));
        hub.settle();
        assertThat(files(folder)).containsExactly("done/a.txt", "done/a.txt.sluice.json");
        assertThat(error()).isNull();
    }

    @Test
    void a_full_disk_stops_acceptance_and_is_down_until_there_is_room() throws IOException {
        hub.close();
        hub = new IntakeHub(database, home, Map.of("sluice.limits.free-space", "900000TB"));
        hub.watch(folder);
        Files.writeString(Files.createDirectories(folder).resolve("a.txt"), "a");

        assertThat(hub.poll()).isZero();
        assertThat(error()).contains("less than sluice.limits.free-space");
        assertThat(hub.bean(HealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(hub.sources.statuses().get(0).backlog()).isEqualTo(1);

        hub.close();
        hub = new IntakeHub(database, home, Map.of());
        hub.watch(folder);
        assertThat(hub.poll()).isEqualTo(1);
        assertThat(hub.bean(HealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_file_that_disappears_after_the_listing_is_simply_gone() throws IOException {
        Files.createDirectories(folder);
        for (String name : new String[] {"a.txt", "b.txt", "c.txt"}) {
            Files.writeString(folder.resolve(name), name);
        }
        hub.pollOnce();
        hub.clock.advance(Duration.ofSeconds(3));
        var group = hub.bean(FolderPoll.class).poll("inbox").next();
        Files.delete(folder.resolve("b.txt"));

        hub.bean(DocumentAcceptance.class).accept(group);

        assertThat(hub.count("intake_record")).isEqualTo(2);
        hub.poll();
        assertThat(error()).isNull();
    }

    @Test
    void a_file_that_cannot_be_read_stays_is_reported_and_harms_no_other() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("a.txt"), "a");
        Files.writeString(folder.resolve("b.txt"), "b");
        hub.pollOnce();
        hub.clock.advance(Duration.ofSeconds(3));
        var group = hub.bean(FolderPoll.class).poll("inbox").next().stream()
                .map(file -> file.key().equals("a.txt") ? unreadable(file) : file)
                .toList();

        hub.bean(DocumentAcceptance.class).accept(group);
        hub.pollOnce();
        assertThat(hub.count("intake_record")).isEqualTo(1);
        assertThat(error()).contains("One file cannot be taken").contains("a.txt");

        hub.clock.advance(Duration.ofSeconds(11));
        assertThat(hub.pollOnce()).isEqualTo(1);
        hub.pollOnce();
        assertThat(hub.count("intake_record")).isEqualTo(2);
        assertThat(error()).isNull();
    }

    /** A path whose look-up fails, whoever asks: below a file there is nothing to look up. */
    private StableFile unreadable(StableFile file) {
        return new StableFile(
                file.sourceId(),
                file.key(),
                folder.resolve("b.txt/a.txt"),
                file.size(),
                file.modifiedAt(),
                file.fileKey());
    }

    @Test
    void any_name_a_file_system_takes_makes_its_way() throws IOException {
        Files.createDirectories(folder);
        String[] names = {
            "with space.txt",
            " leading",
            "trailing ",
            "new\nline.txt",
            "quote'\"`.txt",
            "${file:parent}.txt",
            "#{1+1}{{sluice.home}}.txt",
            "-rf",
            "@file",
            "%2e%2e%2f.txt",
            "😀.pdf",
            "a\u202Efdp.exe",
            "back\\slash",
            "C:x",
            "CON",
            "ünïcödé",
            "u\u0308",
            "noending",
            "a,b;c.txt",
            "x".repeat(255),
            "ä".repeat(120) + ".pdf",
            "done.txt"
        };
        for (String name : names) {
            Files.writeString(folder.resolve(name), "content of " + name);
        }
        Files.writeString(bytes("%FF%FE.pdf"), "broken bytes");
        Files.writeString(bytes("%FF%FD.pdf"), "other broken bytes");
        Files.writeString(Files.createDirectories(bytes("dir%FF")).resolve("in.pdf"), "in a broken folder");
        int all = names.length + 3;

        assertThat(hub.poll()).isEqualTo(all);
        assertThat(hub.work(IntakeHub::anyText)).isEqualTo(all);
        hub.settle();

        assertThat(error()).isNull();
        assertThat(hub.count("job WHERE state = 'completed'")).isEqualTo(all);
        assertThat(hub.count("intake_record WHERE original = 'moved'")).isEqualTo(all);
        assertThat(bytes("done/%FF%FE.pdf")).hasContent("broken bytes");
        assertThat(bytes("done/%FF%FD.pdf")).hasContent("other broken bytes");
        assertThat(bytes("done/dir%FF/in.pdf.sluice.json")).exists();
        assertThat(folder.resolve("done/😀.pdf")).hasContent("content of 😀.pdf");
        assertThat(folder.toFile().list()).hasSize(2); // done, and the folder with the broken name
        assertThat(files(home.resolve("results"))).hasSize(2 * all);
    }

    private Path bytes(String encoded) {
        return Path.of(URI.create("file://" + folder + "/" + encoded));
    }

    private @Nullable String error() {
        return hub.sources.statuses().get(0).error();
    }
}

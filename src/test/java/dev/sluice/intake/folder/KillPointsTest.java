package dev.sluice.intake.folder;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ContentStore;
import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.content.IntakeLimits;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program dies between any two steps on disk; the next life finishes, repeats nothing and overwrites nothing. */
class KillPointsTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private Path inbox;

    /** Not an exception, so that nothing handles it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies before or after its n-th step. */
    private static final class DyingSteps extends MoveSteps {
        private final boolean acrossFileSystems;
        private final boolean after;
        private int left;

        DyingSteps(int dieAt, boolean after, boolean acrossFileSystems) {
            this.left = dieAt;
            this.after = after;
            this.acrossFileSystems = acrossFileSystems;
        }

        @FunctionalInterface
        private interface Step {
            void run() throws IOException;
        }

        private void step(Step step) throws IOException {
            left--;
            if (left == 0 && !after) {
                throw new Killed();
            }
            step.run();
            if (left == 0) {
                throw new Killed();
            }
        }

        @Override
        void write(InputStream content, Path temporary, Path target) throws IOException {
            step(() -> super.write(content, temporary, target));
        }

        @Override
        void rename(Path source, Path target) throws IOException {
            if (acrossFileSystems) {
                throw new AtomicMoveNotSupportedException(source.toString(), target.toString(), "across");
            }
            step(() -> super.rename(source, target));
        }

        @Override
        void copy(Path source, Path temporary, Path target) throws IOException {
            step(() -> super.copy(source, temporary, target));
        }

        @Override
        void delete(Path file) throws IOException {
            step(() -> super.delete(file));
        }

        @Override
        void sync(Path directory) throws IOException {
            step(() -> super.sync(directory));
        }
    }

    /** Two documents take up to four steps each, and two or three directories are made durable. */
    static Stream<Arguments> points() {
        return Stream.of(false, true)
                .flatMap(across -> Stream.of(false, true)
                        .flatMap(after -> Stream.iterate(1, n -> n + 1)
                                .limit(across ? 10 : 6)
                                .map(n -> Arguments.of(n, after, across))));
    }

    @BeforeEach
    void emptyTables() throws IOException {
        IntakeHub.empty(database);
        inbox = Files.createDirectories(home.resolve("inbox"));
    }

    @ParameterizedTest(name = "step {0}, after it: {1}, across file systems: {2}")
    @MethodSource("points")
    void a_death_while_originals_are_moved_is_made_good_by_the_next_life(int step, boolean after, boolean across)
            throws IOException {
        Files.writeString(Files.createDirectories(inbox.resolve("done")).resolve("a.txt"), "of somebody else");
        try (IntakeHub hub = hub(new DyingSteps(step, after, across))) {
            Files.writeString(inbox.resolve("a.txt"), "text a");
            Files.writeString(inbox.resolve("b.txt"), "text b");
            hub.poll();
            hub.work(IntakeHub::anyText);
            assertThat(catchThrowableOfType(Killed.class, hub::settle)).isNotNull();
        }
        // Meanwhile somebody drops another document under a name that may or may not have been moved.
        boolean moved = !Files.exists(inbox.resolve("b.txt"));
        if (moved) {
            Files.writeString(inbox.resolve("b.txt"), "another text b");
        }
        try (IntakeHub hub = hub(new DyingSteps(0, false, across))) {
            hub.settle();
            hub.poll();
            hub.work(IntakeHub::anyText);
            hub.settle();

            assertThat(contents("done"))
                    .containsExactlyInAnyOrderElementsOf(
                            moved
                                    ? List.of("of somebody else", "text a", "text b", "another text b")
                                    : List.of("of somebody else", "text a", "text b"));
            assertThat(inbox.resolve("done/a.txt")).hasContent("of somebody else");
            assertThat(files(inbox)).allMatch(name -> name.startsWith("done/"));
            assertThat(receipts()).isEqualTo(moved ? 3 : 2);
            assertThat(hub.count("job")).isEqualTo(moved ? 3 : 2);
            assertThat(hub.count("intake_record WHERE original = 'moved'")).isEqualTo(moved ? 3 : 2);
        }
    }

    @Test
    void a_death_between_keeping_the_bytes_and_writing_them_down_loses_nothing() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "text a");
        try (IntakeHub hub = hub(new MoveSteps())) {
            hub.pollOnce();
            hub.clock.advance(Duration.ofSeconds(3));
            StableFile file = hub.bean(FolderPoll.class).poll("inbox").next().get(0);
            assertThat(new FileSecurer(hub.bean(ContentStore.class), hub.bean(IntakeLimits.class)).secure(file))
                    .isPresent();
        }
        finish(1);
    }

    @Test
    void a_death_right_after_writing_it_down_takes_nothing_twice() throws IOException {
        Files.writeString(inbox.resolve("a.txt"), "text a");
        try (IntakeHub hub = hub(new MoveSteps())) {
            hub.poll();
        }
        // The new life does not even trust the file's time: somebody touched it.
        Files.setLastModifiedTime(inbox.resolve("a.txt"), FileTime.fromMillis(0));
        finish(1);
    }

    private void finish(int documents) throws IOException {
        try (IntakeHub hub = hub(new MoveSteps())) {
            hub.poll();
            hub.work(IntakeHub::anyText);
            hub.settle();
            assertThat(hub.count("job")).isEqualTo(documents);
            assertThat(files(inbox)).containsExactly("done/a.txt", "done/a.txt.sluice.json");
        }
    }

    private IntakeHub hub(MoveSteps steps) {
        IntakeHub hub = new IntakeHub(database, home, Map.of(), Steps.of(steps));
        hub.watch(inbox);
        return hub;
    }

    private List<String> contents(String folder) throws IOException {
        List<String> names = files(inbox.resolve(folder)).stream()
                .filter(name -> !name.endsWith(".sluice.json"))
                .toList();
        List<String> contents = new ArrayList<>();
        for (String name : names) {
            contents.add(Files.readString(inbox.resolve(folder).resolve(name)));
        }
        return contents;
    }

    private long receipts() throws IOException {
        List<String> names = files(inbox).stream()
                .filter(name -> name.endsWith(".sluice.json"))
                .toList();
        for (String name : names) {
            assertThat(new ObjectMapper()
                            .readTree(Files.readString(inbox.resolve(name)))
                            .get("status")
                            .asText())
                    .isEqualTo("completed");
        }
        return names.size();
    }
}

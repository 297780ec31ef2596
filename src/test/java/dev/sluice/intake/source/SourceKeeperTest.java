package dev.sluice.intake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of a source: across restarts, and by nodes that do not look at it themselves. */
class SourceKeeperTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path temp;

    private Path inbox;
    private IntakeHub hub;

    @BeforeEach
    void start() throws IOException {
        inbox = Files.createDirectories(temp.resolve("inbox"));
        hub = hub();
    }

    private IntakeHub hub() {
        return new IntakeHub(database, temp.resolve("home"), Map.of());
    }

    @AfterEach
    void stop() {
        IntakeHub.empty(database);
        hub.close();
    }

    private WatchedSource inbox() {
        return hub.bean(Sources.class).find("inbox").orElseThrow();
    }

    /** What the routes do in one second. */
    private int second() {
        int files = hub.pollOnce();
        hub.bean(SourceKeeper.class).keep();
        hub.clock.advance(Duration.ofSeconds(1));
        return files;
    }

    private int seconds(int count) {
        int files = 0;
        for (int i = 0; i < count; i++) {
            files += second();
        }
        return files;
    }

    @Test
    void a_run_goes_on_until_what_lies_there_is_taken() throws IOException {
        hub.watch(inbox, "schedule", "0 3 1 1 *");
        Files.writeString(inbox.resolve("a.txt"), "text");
        assertThat(seconds(5)).as("not its time").isZero();

        hub.bean(Sources.class).run("inbox");
        assertThat(inbox().runRequestedAt()).isNotNull();
        assertThat(seconds(5)).isEqualTo(1);

        assertThat(inbox().runRequestedAt()).isNull();
        assertThat(inbox().lastRunAt()).isNotNull();
        Files.writeString(inbox.resolve("b.txt"), "more");
        assertThat(seconds(5)).as("the run is over").isZero();
        assertThat(inbox().nextLooks()).hasSize(3);
    }

    @Test
    void a_run_that_cannot_take_what_lies_there_ends_some_time() throws IOException {
        hub.watch(inbox, "schedule", "0 3 1 1 *", "quietTime", "1h");
        Files.writeString(inbox.resolve("a.txt"), "text");
        hub.bean(Sources.class).run("inbox");
        seconds(3);
        assertThat(inbox().runRequestedAt()).isNotNull();
        hub.clock.advance(Duration.ofMinutes(10));
        second();

        assertThat(inbox().runRequestedAt()).isNull();
        assertThat(inbox().backlog()).isEqualTo(1);
    }

    @Test
    void silence_is_said_and_ends_with_the_next_document() throws IOException {
        hub.watch(inbox, "silence", "2h");
        second();
        assertThat(inbox().silentSince()).isNull();
        hub.clock.advance(Duration.ofMinutes(119));
        second();
        assertThat(inbox().silenceSentence()).isNull();
        hub.clock.advance(Duration.ofMinutes(2));
        second();
        assertThat(inbox().silenceSentence()).isEqualTo("nothing for 2h");
        assertThat(inbox().error()).isNull();

        Files.writeString(inbox.resolve("a.txt"), "text");
        seconds(5);
        assertThat(inbox().silentSince()).isNull();
    }

    @Test
    void a_paused_source_is_not_silent_and_not_looked_at() throws IOException {
        hub.watch(inbox, "silence", "2h");
        second();
        hub.bean(Sources.class).pause("inbox");
        Files.writeString(inbox.resolve("a.txt"), "text");
        hub.clock.advance(Duration.ofHours(3));

        assertThat(seconds(5)).isZero();
        assertThat(inbox().silentSince()).isNull();
        assertThat(inbox().nextLooks()).isEmpty();
        hub.close();
        hub = hub();
        hub.watch(inbox, "silence", "2h");
        assertThat(inbox().pausedAt()).isNotNull();
        assertThat(seconds(5)).as("after a restart").isZero();
        hub.bean(Sources.class).resume("inbox");
        assertThat(seconds(5)).isEqualTo(1);
    }

    @Test
    void what_is_known_of_it_outlives_the_program() throws IOException {
        hub.watch(inbox);
        Files.writeString(inbox.resolve("a.txt"), "text");
        seconds(5);
        Files.writeString(inbox.resolve("b.txt"), "more");
        second();
        WatchedSource before = inbox();
        assertThat(before.backlog()).isEqualTo(1);
        assertThat(before.waitingSince()).isNotNull();
        hub.close();
        hub = hub();
        hub.watch(inbox);

        assertThat(inbox().lastDocumentAt()).isCloseTo(before.lastDocumentAt(), within(1, ChronoUnit.MICROS));
        assertThat(inbox().lastPollAt()).isNotNull();
    }
}

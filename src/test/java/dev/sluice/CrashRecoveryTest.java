package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.chaos.Dropper;
import dev.sluice.chaos.HubChecker;
import dev.sluice.chaos.HubDatabase;
import dev.sluice.chaos.HubProcess;
import dev.sluice.chaos.QuickSource;
import dev.sluice.chaos.SampleDocument;
import dev.sluice.chaos.SampleDocuments;
import dev.sluice.chaos.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program as a process of its own, killed three times while it works: what {@code CrashBench} does, in small. */
class CrashRecoveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int FILES_A_LIFE = 20;

    @TempDir
    Path directory;

    private final Random random = new Random(20);
    private final SampleDocuments samples = new SampleDocuments(random);

    @Test
    void every_document_ends_exactly_once_although_the_program_is_killed_three_times() throws Exception {
        QuickSource.write(directory);
        Path home = directory.resolve("home");
        HubDatabase database = new HubDatabase(home);
        try (HubProcess hub = new HubProcess(home, HubProcess.ofClassPath("-Xmx512m"), List.of())) {
            Dropper dropper = new Dropper(hub.inbox(), directory.resolve("staging"), Duration.ofMillis(20));

            drop(dropper, 0);
            hub.start();
            killOnce(hub, database, "SELECT count(*) > 0 FROM intake_record");
            drop(dropper, 1);
            hub.start();
            killOnce(hub, database, "SELECT count(*) > 8 FROM job WHERE state <> 'open'");
            drop(dropper, 2);
            hub.start();
            killOnce(hub, database, "SELECT count(*) > 25 FROM intake_record WHERE original = 'moved'");
            hub.start();
            await().atMost(PATIENCE).until(hub::isUp);
            await().atMost(PATIENCE).until(new HubChecker(home)::isQuiet);
            Verdict verdict = new HubChecker(home).check(dropper.drops());
            boolean stopped = hub.stop(PATIENCE);

            assertThat(verdict.isClean())
                    .as(() -> verdict + "\n" + lastWords(hub))
                    .isTrue();
            assertThat(verdict.dropped()).isEqualTo(3 * FILES_A_LIFE);
            assertThat(stopped).as("it ends when it is asked to").isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hub.processes())
                            .as("processes left behind")
                            .isEmpty());
        }
    }

    private void drop(Dropper dropper, int life) throws IOException {
        for (int i = 0; i < FILES_A_LIFE; i++) {
            String id = "crash" + life + "x" + i;
            SampleDocument document = samples.next(id);
            dropper.drop(document, id + document.ending(), random);
        }
    }

    /** Not after some time, but when the database says that it is in the middle of something. */
    private static void killOnce(HubProcess hub, HubDatabase database, String marker) throws InterruptedException {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !hub.isAlive() || database.number("SELECT (" + marker + ")::int") == 1);
        assertThat(hub.isAlive()).as(() -> lastWords(hub)).isTrue();
        hub.kill();
    }

    private static String lastWords(HubProcess hub) {
        try {
            List<String> lines = Files.readAllLines(hub.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}

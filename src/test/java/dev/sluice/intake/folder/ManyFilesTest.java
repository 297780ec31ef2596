package dev.sluice.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ManyFilesTest {
    private static final Logger log = LoggerFactory.getLogger(ManyFilesTest.class);

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    @Test
    void five_thousand_files_are_accepted_once_each_and_moved() throws IOException {
        Path inbox = Files.createDirectories(home.resolve("inbox"));
        for (int i = 0; i < 5_000; i++) {
            Files.writeString(inbox.resolve("document-%05d.txt".formatted(i)), "text of document " + i);
        }
        try (IntakeHub hub = new IntakeHub(database, home, Map.of("sluice.intake.hand-out", "1h"))) {
            hub.watch(inbox);
            long start = System.nanoTime();
            assertThat(hub.poll()).isEqualTo(5_000);
            long accepted = System.nanoTime();
            // Listing them again neither reads nor accepts anything.
            assertThat(hub.pollOnce()).isZero();
            long listed = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                hub.batches.cancel(hub.reader.batches("default", null, 5).get(i).id());
            }
            long canceled = System.nanoTime();
            hub.settle();
            long moved = System.nanoTime();

            log.info(
                    "5,000 files: accepted in {} ms, listed again in {} ms, moved in {} ms",
                    Duration.ofNanos(accepted - start).toMillis(),
                    Duration.ofNanos(listed - accepted).toMillis(),
                    Duration.ofNanos(moved - canceled).toMillis());
            assertThat(hub.count("intake_record WHERE original = 'moved'")).isEqualTo(5_000);
            assertThat(hub.count("batch")).isEqualTo(5);
            assertThat(IntakeHub.files(inbox)).hasSize(10_000).allMatch(name -> name.startsWith("failed/"));
            assertThat(Duration.ofNanos(listed - accepted)).isLessThan(Duration.ofSeconds(5));
        }
    }
}

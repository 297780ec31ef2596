package dev.sluice.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.BatchSweeper;
import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.source.SourceSettingsException;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchScheduleTest {
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
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0 18 * * MON-FRI, Europe/Berlin, 2026-11-20T18:30:00Z, 2026-11-23T17:00:00Z",
        "0 18 * * MON-FRI, UTC, 2026-11-20T17:59:59Z, 2026-11-20T18:00:00Z",
        "0 18 * * *, Europe/Berlin, 2027-03-28T00:00:00Z, 2027-03-28T16:00:00Z",
        "*/10 * * * * *, UTC, 2026-11-20T18:00:01Z, 2026-11-20T18:00:10Z",
        "@hourly, UTC, 2026-11-20T18:00:01Z, 2026-11-20T19:00:00Z"
    })
    void the_next_time_is_read_on_the_wall_of_the_zone(String cron, String zone, Instant after, Instant next) {
        assertThat(BatchSchedule.of(cron, ZoneId.of(zone)).next(after)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batchSchedule | at six | cron expression of five fields",
                "batchSchedule | 0 0 31 2 * | never comes",
                "batchTimeZone | Berlin | batchTimeZone is \"Berlin\"",
                "batchTimeZone | UTC | batchSchedule is not"
            })
    void what_is_no_schedule_is_refused(String name, String value, String sentence) {
        assertThatThrownBy(() -> hub.watch(inbox, name, value))
                .isInstanceOf(SourceSettingsException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_schedule_and_a_quiet_time_exclude_each_other() {
        assertThatThrownBy(() -> hub.watch(inbox, "batchSchedule", "0 18 * * *", "batchQuietTime", "1m"))
                .hasMessageContaining("batchSchedule and batchQuietTime are both set");
    }

    @Test
    void a_batch_takes_documents_until_its_time_and_not_longer() throws IOException {
        hub.watch(inbox, "batchSchedule", "0 18 * * *", "batchTimeZone", "UTC");
        Files.writeString(inbox.resolve("a.txt"), "a");
        hub.poll();
        OffsetDateTime sealAt = hub.jdbc
                .sql("SELECT seal_at FROM batch")
                .query(OffsetDateTime.class)
                .single();
        assertThat(sealAt.toInstant().toString()).endsWith("T18:00:00Z");
        assertThat(Duration.between(hub.clock.instant(), sealAt.toInstant()))
                .isBetween(Duration.ZERO, Duration.ofDays(1));

        hub.clock.advance(Duration.ofMinutes(1));
        Files.writeString(inbox.resolve("b.txt"), "b");
        hub.poll();
        assertThat(hub.jdbc
                        .sql("SELECT seal_at FROM batch")
                        .query(OffsetDateTime.class)
                        .single())
                .isEqualTo(sealAt);

        hub.jdbc.sql("UPDATE batch SET seal_at = sluice_now()").update();
        hub.bean(BatchSweeper.class).sealQuietBatches();
        Files.writeString(inbox.resolve("c.txt"), "c");
        hub.poll();
        assertThat(hub.jdbc
                        .sql("SELECT total FROM batch ORDER BY id")
                        .query(Integer.class)
                        .list())
                .containsExactly(2, 1);
    }

    @Test
    void a_batch_that_would_stay_open_longer_than_the_new_schedule_says_is_closed() throws IOException {
        hub.watch(inbox, "batchSchedule", "0 0 1 1 *");
        Files.writeString(inbox.resolve("a.txt"), "a");
        hub.poll();

        hub.watch(inbox, "batchSchedule", "* * * * *");
        hub.poll();

        assertThat(hub.jdbc.sql("SELECT status FROM batch").query(String.class).single())
                .isEqualTo("processing");
    }
}

package dev.sluice.intake.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.intake.AnyEngine;
import dev.sluice.intake.HandTurnedClock;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class SourceTurnsTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final SourceBookSettings SETTINGS =
            new SourceBookSettings(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(10));

    private JdbcClient jdbc;
    private HandTurnedClock clock;
    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();

    @BeforeEach
    void clock() {
        jdbc = database.jdbcClient();
        clock = new HandTurnedClock(Instant.parse("2026-01-01T00:00:00Z"));
        jdbc.sql("DROP TABLE IF EXISTS test_clock").update();
        jdbc.sql("CREATE TABLE test_clock AS SELECT timestamptz '2026-01-01 00:00:00Z' AS now")
                .update();
        jdbc.sql(
                        "CREATE OR REPLACE FUNCTION sluice_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT now FROM test_clock'")
                .update();
        jdbc.sql("DELETE FROM source").update();
        jdbc.sql("DELETE FROM node").update();
    }

    private SourceTurns node(UUID id) {
        SourceTable table = new SourceTable(jdbc);
        return new SourceTurns(table, new SourceBook(table, SETTINGS.look(), clock), SETTINGS, id, clock);
    }

    private void pass(Duration time) {
        clock.advance(time);
        jdbc.sql("UPDATE test_clock SET now = now + ? * interval '1 millisecond'")
                .param(time.toMillis())
                .update();
    }

    private static SourceSettings every(String interval) {
        return settings("pollInterval", interval);
    }

    private static SourceSettings settings(String name, String value) {
        SourceDefaults defaults = new SourceDefaults(
                Path.of("home").toAbsolutePath(), Duration.ofSeconds(1), new AnyEngine(), new ObjectMapper());
        return new SourceParameters("a source", Set.of(), Map.of("sourceId", "inbox", name, value)).common(defaults);
    }

    @Test
    void of_two_nodes_one_looks_until_it_falls_silent() {
        SourceTurns first = node(one);
        SourceTurns second = node(two);

        for (int second1 = 0; second1 < 60; second1++) {
            assertThat(first.take(every("1s"))).isTrue();
            assertThat(second.take(every("1s"))).isFalse();
            pass(Duration.ofSeconds(1));
        }
        pass(Duration.ofSeconds(30));
        assertThat(second.take(every("1s"))).isTrue();
        assertThat(first.take(every("1s"))).isFalse();
    }

    @Test
    void a_node_whose_own_lease_is_over_is_not_waited_for() {
        jdbc.sql("INSERT INTO node VALUES (?, 1, sluice_now() + interval '5 s')")
                .param(one)
                .update();
        SourceTurns second = node(two);
        assertThat(node(one).take(every("1s"))).isTrue();
        assertThat(second.take(every("1s"))).isFalse();

        pass(Duration.ofSeconds(6));
        assertThat(second.take(every("1s"))).isTrue();
    }

    @Test
    void a_node_that_ends_hands_its_sources_over() {
        SourceTurns first = node(one);
        first.take(every("1s"));
        first.giveUp();

        assertThat(node(two).take(every("1s"))).isTrue();
    }

    @Test
    void who_polls_every_second_writes_a_few_times_a_minute() {
        SourceTurns first = node(one);
        first.take(every("1s"));
        Long before = writes();
        for (int second = 0; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(first.take(every("1s"))).isTrue();
        }
        assertThat(writes() - before).isBetween(3L, 5L);
    }

    private Long writes() {
        jdbc.sql("SELECT pg_stat_force_next_flush()").query().listOfRows();
        return jdbc.sql("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'source'")
                .query(Long.class)
                .single();
    }

    @Test
    void it_is_due_when_its_interval_is_over() {
        SourceTurns turns = node(one);
        assertThat(turns.take(every("1m"))).isTrue();
        for (int second = 1; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(turns.take(every("1m"))).as("after %d s", second).isFalse();
        }
        pass(Duration.ofSeconds(1));
        assertThat(turns.take(every("1m"))).isTrue();
    }

    @Test
    void who_is_rarely_due_keeps_the_source_and_hands_it_over_as_soon_as_any() {
        SourceTurns first = node(one);
        SourceTurns second = node(two);
        assertThat(first.take(every("1h"))).isTrue();
        for (int tick = 0; tick < 100; tick++) {
            pass(Duration.ofSeconds(1));
            assertThat(first.take(every("1h"))).isFalse();
            assertThat(second.take(every("1h"))).isFalse();
        }
        pass(Duration.ofSeconds(31));
        assertThat(second.take(every("1h"))).isTrue();
    }

    @Test
    void a_pause_holds_on_every_node_and_after_a_restart() {
        SourceTurns first = node(one);
        assertThat(first.take(every("1s"))).isTrue();
        new SourceTable(jdbc).pause("default", "inbox");
        pass(Duration.ofSeconds(1));

        assertThat(first.take(every("1s"))).isFalse();
        assertThat(node(one).take(every("1s"))).isFalse();
        new SourceTable(jdbc).requestRun("default", "inbox");
        assertThat(node(two).take(every("1s")))
                .as("a paused source does not run")
                .isFalse();
        new SourceTable(jdbc).resume("default", "inbox");
        pass(Duration.ofSeconds(1));
        assertThat(first.take(every("1s"))).isTrue();
    }

    @Test
    void a_source_with_a_schedule_is_looked_at_when_a_run_is_asked_for() {
        SourceSettings nightly = settings("schedule", "0 3 * * *");
        SourceTurns turns = node(one);
        assertThat(turns.take(nightly)).isFalse();
        new SourceTable(jdbc).requestRun("default", "inbox");
        pass(Duration.ofSeconds(1));

        assertThat(turns.take(nightly)).isTrue();
        assertThat(turns.run("inbox")).isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(turns.take(nightly)).as("until it is over").isTrue();
    }

    @Test
    void a_run_begins_at_once_however_long_the_interval_is_and_does_not_hammer() {
        SourceTurns turns = node(one);
        assertThat(turns.take(every("1h"))).isTrue();
        new SourceTable(jdbc).requestRun("default", "inbox");
        pass(Duration.ofSeconds(1));

        assertThat(turns.take(every("1h"))).isTrue();
        for (int second = 1; second < 10; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(turns.take(every("1h"))).as("%d s later", second).isFalse();
        }
        pass(Duration.ofSeconds(1));
        assertThat(turns.take(every("1h"))).isTrue();
    }
}

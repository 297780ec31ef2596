package dev.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.intake.source.Sources;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Schedules in the whole program, on a real database, with one node and with two. */
class SourceSchedulesTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String EVERY_TWO_SECONDS = "*/2 * * * * *";
    private static final String NEW_YEAR = "0 0 1 1 *";

    @TempDir
    Path temp;

    @BeforeEach
    void count_every_time_that_a_run_is_asked_for() {
        database.jdbcClient().sql("""
                        CREATE TABLE IF NOT EXISTS asked (source_id text, at timestamptz);
                        CREATE OR REPLACE FUNCTION note_asked() RETURNS trigger LANGUAGE plpgsql AS
                          'BEGIN INSERT INTO asked VALUES (new.id, clock_timestamp()); RETURN NULL; END';
                        CREATE OR REPLACE TRIGGER asked AFTER UPDATE OF run_requested_at ON source
                          FOR EACH ROW WHEN (new.run_requested_at IS NOT NULL) EXECUTE FUNCTION note_asked();
                        """).update();
        database.empty(
                "asked", "source", "qrtz_job_details", "qrtz_triggers", "qrtz_cron_triggers", "qrtz_fired_triggers");
    }

    private RunningHub start(String home) throws IOException {
        return new RunningHub(temp.resolve(home), database, "--sluice.intake.quiet-time=100ms");
    }

    private Path file(String home, String source) throws IOException {
        return Files.createDirectories(temp.resolve(home).resolve("routes/sources"))
                .resolve(source + ".camel.yaml");
    }

    private void source(String home, String source, String... parameters) throws IOException {
        StringBuilder text = new StringBuilder("""
                - templatedRoute:
                    routeId: source-%s
                    routeTemplateRef: folder-source
                    parameters:
                      - {name: directory, value: "%s"}
                """.formatted(source, temp.resolve("in-" + source)));
        Files.createDirectories(temp.resolve("in-" + source));
        for (int i = 0; i < parameters.length; i += 2) {
            text.append("      - {name: %s, value: \"%s\"}%n".formatted(parameters[i], parameters[i + 1]));
        }
        Files.writeString(file(home, source), text);
    }

    private static long count(String table) {
        return database.jdbcClient()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private static long documents(String source) {
        return count("intake_record WHERE source_id = '" + source + "'");
    }

    private static String cron() {
        return String.join(
                ",",
                database.jdbcClient()
                        .sql("SELECT cron_expression || ' ' || time_zone_id FROM qrtz_cron_triggers")
                        .query(String.class)
                        .list());
    }

    @Test
    void a_document_is_taken_at_the_next_time_of_the_schedule() throws Exception {
        source("a", "nightly", "schedule", EVERY_TWO_SECONDS, "timeZone", "Europe/Berlin");
        Files.writeString(temp.resolve("in-nightly/a.txt"), "text");
        try (RunningHub hub = start("a")) {
            await().until(() -> documents("nightly") == 1);
            assertThat(cron()).startsWith("0,2,4,6").endsWith(" Europe/Berlin");
            assertThat(hub.bean(Sources.class).find("nightly").orElseThrow().nextLooks())
                    .hasSize(3);
        }
    }

    @Test
    void a_schedule_changes_and_goes_with_its_file() throws Exception {
        source("a", "yearly", "schedule", NEW_YEAR);
        try (RunningHub hub = start("a")) {
            await().until(() -> cron().equals("0 0 0 1 JAN ? UTC"));
            source("a", "yearly", "schedule", NEW_YEAR, "timeZone", "Europe/Berlin");
            await().until(() -> cron().equals("0 0 0 1 JAN ? Europe/Berlin"));
            source("a", "yearly", "pollInterval", "1h");
            await().until(() -> count("qrtz_job_details") == 0);
            source("a", "yearly", "schedule", NEW_YEAR);
            await().until(() -> count("qrtz_job_details") == 1);
            Files.delete(file("a", "yearly"));
            await().until(() -> count("qrtz_job_details") == 0);
            source("a", "yearly", "schedule", NEW_YEAR);
            await().until(() -> count("qrtz_job_details") == 1);
            assertThat(count("asked")).isZero();
            assertThat(hub.bean(Sources.class).all()).hasSize(1);
        }
        Files.delete(file("a", "yearly"));
        try (RunningHub hub = start("a")) {
            await().until(() -> count("qrtz_job_details") == 0);
            assertThat(hub.bean(Sources.class).all()).isEmpty();
        }
    }

    @Test
    void a_time_that_was_missed_while_no_node_ran_is_made_up_for_once() throws Exception {
        source("a", "yearly", "schedule", NEW_YEAR);
        try (RunningHub hub = start("a")) {
            await().until(() -> count("qrtz_triggers") == 1);
            assertThat(hub.port()).isPositive();
        }
        assertThat(count("asked")).isZero();
        // As if the new year had come three times since, and twice nobody had been there.
        database.jdbcClient()
                .sql("UPDATE qrtz_triggers SET next_fire_time = ?")
                .param(Instant.now().minus(Duration.ofDays(800)).toEpochMilli())
                .update();
        Files.writeString(temp.resolve("in-yearly/a.txt"), "text");
        try (RunningHub hub = start("a")) {
            await().until(() -> documents("yearly") == 1);
            await().until(() ->
                    hub.bean(Sources.class).find("yearly").orElseThrow().runRequestedAt() == null);
            assertThat(count("asked")).isEqualTo(1);
        }
    }

    @Test
    void of_two_nodes_one_fires_at_a_time_and_one_looks() throws Exception {
        for (String home : List.of("a", "b")) {
            source(home, "busy", "schedule", EVERY_TWO_SECONDS);
        }
        try (RunningHub one = start("a");
                RunningHub two = start("b")) {
            await().until(() -> count("asked") >= 6);
            // A slow machine may be late with one time; had each node fired, there would be twice as many as times.
            assertThat(database.jdbcClient()
                            .sql("SELECT count(*) <= extract(epoch FROM max(at) - min(at)) / 2 + 2 FROM asked")
                            .query(Boolean.class)
                            .single())
                    .as("no more runs are asked for than there were times")
                    .isTrue();
            Sources first = one.bean(Sources.class);
            Sources second = two.bean(Sources.class);
            await().until(() ->
                    first.find("busy").isPresent() && second.find("busy").isPresent());
            await().untilAsserted(
                            () -> assertThat(first.find("busy").orElseThrow().owner())
                                    .isNotNull()
                                    .isEqualTo(second.find("busy").orElseThrow().owner()));
            Files.writeString(temp.resolve("in-busy/b.txt"), "text of both");
            await().until(() -> documents("busy") == 1);
        }
    }

    @Test
    void without_a_schedule_there_is_no_scheduler() throws Exception {
        source("a", "plain");
        Files.writeString(temp.resolve("in-plain/c.txt"), "text of plain");
        try (RunningHub hub = start("a")) {
            await().until(() -> documents("plain") == 1);
            assertThat(count("qrtz_scheduler_state WHERE instance_name = '"
                            + Files.readString(temp.resolve("a/node-id")).strip() + "'"))
                    .isZero();
            assertThat(hub.port()).isPositive();
        }
    }
}

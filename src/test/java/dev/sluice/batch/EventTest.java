package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventTest {

    private static final AtomicLong LAST_ID = new AtomicLong();

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static CoreDatabase database;

    @BeforeAll
    static void migrate() {
        database = new CoreDatabase(DATABASE, new Ids(() -> new UUID(0, LAST_ID.incrementAndGet())));
    }

    @BeforeEach
    void clear() {
        database.clear();
        LAST_ID.set(0);
        database.jdbc.sql("UPDATE test_clock SET now = '2026-01-01 00:00:00Z'").update();
    }

    @Test
    void the_bodies_are_those_of_the_golden_file() throws IOException {
        Core node = database.startWide();
        UUID batch = node.batches.open(
                new NewBatch("default", "invoices", Operation.EXTRACT, "embedded", null, "order-7", 2, 1, null, null));
        node.batches.add(batch, List.of(new NewJob(new UUID(1, 1), new UUID(2, 1)), new NewJob(new UUID(1, 2), null)));
        node.batches.add(batch, List.of(new NewJob(new UUID(1, 3), null)));
        List<ClaimedJob> jobs = node.claimer.claim();
        database.pass(Duration.ofMillis(1_500));
        CoreDatabase.complete(node, jobs.subList(0, 1));
        CoreDatabase.fail(node, jobs.subList(1, 2), ErrorCode.PASSWORD_PROTECTED);
        node.batches.cancelJob(new UUID(1, 3));
        node.batches.seal(batch);
        node.batches.fail(
                node.batches.open(CoreDatabase.batch(1)), new Failure(ErrorCode.SOURCE_GONE, "The folder is gone."));
        node.batches.cancel(node.batches.open(CoreDatabase.batch(1)));
        node.batches.retry(new UUID(1, 3));

        String bodies =
                String.join(
                                "\n",
                                database.jdbc
                                        .sql("SELECT body FROM event ORDER BY id")
                                        .query(String.class)
                                        .list()) + "\n";
        Path golden = Path.of("src/test/resources/golden/events.jsonl");
        assertThat(bodies).isEqualTo(Files.readString(golden));
        List<String> types = new ArrayList<>();
        for (String body : bodies.split("\n")) {
            types.add(new ObjectMapper().readTree(body).get("type").asText());
        }
        assertThat(types)
                .containsAll(Stream.of(EventType.values()).map(EventType::word).toList());
    }

    @Test
    void a_terminal_event_is_there_exactly_when_its_batch_is_final() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 1, 1);
        database.jdbc
                .sql("ALTER TABLE event ADD CONSTRAINT no_end CHECK (type <> 'job_run.completed')")
                .update();
        try {
            CoreDatabase.complete(node, node.claimer.claim());
            assertThat(database.find(batch).status()).as("without its event").isEqualTo(BatchStatus.PROCESSING);
            assertThat(database.jobsOf(batch).get(0).state()).isEqualTo(JobState.RUNNING);
        } finally {
            database.jdbc.sql("ALTER TABLE event DROP CONSTRAINT no_end").update();
        }
        database.pass(CoreDatabase.NODE.claimGrace().plusSeconds(1));
        node.sweeper.extendLease();
        CoreDatabase.completeAll(node);
        assertThat(database.find(batch).status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(database.eventsOf(batch)).containsExactly("job_run.created", "job_run.completed");
    }

    @Test
    void progress_is_told_once_a_second_at_most() {
        Core node = database.startWide();
        UUID batch = database.sealed(node, 1, 40);
        for (int i = 0; i < 39; i++) {
            database.pass(Duration.ofMillis(100));
            CoreDatabase.complete(node, node.claimer.claim());
        }
        assertThat(database.count("SELECT count(*) FROM event WHERE type = 'job_run.progress'"))
                .isBetween(3L, 5L);
        assertThat(database.count(
                        "SELECT count(DISTINCT body::json -> 'data' ->> 'sequence') FROM event WHERE batch_id = ? AND job_id IS NULL",
                        batch))
                .isEqualTo(database.count("SELECT count(*) FROM event WHERE batch_id = ? AND job_id IS NULL", batch));
    }

    @Test
    void nobody_pays_for_events_that_nobody_wants() {
        Core node = database.start(UUID.randomUUID(), type -> false, System::nanoTime, CoreDatabase.WIDE);
        UUID batch = database.sealed(node, 2, 6);
        CoreDatabase.fail(node, node.claimer.claim(), ErrorCode.CORRUPT_DOCUMENT);
        node.batches.cancelJob(node.claimer.claim().get(0).jobId());
        CoreDatabase.complete(node, node.claimer.claim());
        node.batches.cancel(batch);
        node.sweeper.writeCanceledJobs();

        assertThat(database.jdbc
                        .sql("SELECT type FROM event ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("job_run.created", "job_run.cancelled");
    }

    @Test
    void only_the_wanted_types_of_job_events_are_written() {
        Core node = database.start(UUID.randomUUID(), "job.failed"::equals, System::nanoTime, CoreDatabase.WIDE);
        database.sealed(node, 2, 2);
        List<ClaimedJob> jobs = node.claimer.claim();
        CoreDatabase.complete(node, jobs.subList(0, 1));
        CoreDatabase.fail(node, jobs.subList(1, 2), ErrorCode.CORRUPT_DOCUMENT);
        assertThat(database.jdbc
                        .sql("SELECT type FROM event WHERE job_id IS NOT NULL")
                        .query(String.class)
                        .list())
                .containsExactly("job.failed");
    }
}

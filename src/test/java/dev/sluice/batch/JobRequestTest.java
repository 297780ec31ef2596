package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobRequestTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static CoreDatabase database;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @BeforeAll
    static void migrate() {
        database = new CoreDatabase(DATABASE);
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private JobRequest request(ClaimedJob job) {
        return new JobRequests(database.jdbc).of(job);
    }

    @Test
    void a_single_run_has_its_own_options_and_inputs() {
        Core node = database.start(UUID.randomUUID());
        NewJob job = new NewJob(UUID.randomUUID(), null, List.of(first, second), "{\"merge\": true}");
        node.batches.submitSingle("default", Operation.EXTRACT, "embedded", job);

        assertThat(request(node.claimer.claim().get(0)))
                .isEqualTo(new JobRequest("{\"merge\": true}", List.of(first, second)));
    }

    @Test
    void jobs_of_a_batch_share_its_options_and_have_their_own_inputs() {
        Core node = database.start(UUID.randomUUID());
        UUID batch = node.batches.open(new NewBatch(
                "default", null, Operation.EXTRACT, "embedded", "{\"merge\": false}", null, 4, 1, null, null));
        node.batches.add(
                batch,
                List.of(
                        new NewJob(UUID.randomUUID(), null, List.of(first), null),
                        new NewJob(UUID.randomUUID(), null)));

        assertThat(node.claimer.claim())
                .extracting(this::request)
                .containsExactlyInAnyOrder(
                        new JobRequest("{\"merge\": false}", List.of(first)),
                        new JobRequest("{\"merge\": false}", List.of()));
    }

    @Test
    void a_retry_works_on_the_same() {
        Core node = database.start(UUID.randomUUID());
        NewJob job = new NewJob(UUID.randomUUID(), null, List.of(first), "{\"a\": 1}");
        node.batches.submitSingle("default", Operation.EXTRACT, "embedded", job);
        node.batches.cancelJob(job.id());

        node.batches.retry(job.id());

        assertThat(request(node.claimer.claim().get(0))).isEqualTo(new JobRequest("{\"a\": 1}", List.of(first)));
    }
}

package dev.sluice.api.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.artifact.ContentStore;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import dev.sluice.intake.ApiDocument;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class SingleRunsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private RunningHub hub;
    private SingleRuns runs;

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(home, DATABASE, "--sluice.pulse.sync-timeout=90s");
        runs = hub.bean(SingleRuns.class);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private UUID submit(String text, @Nullable String engine) throws IOException {
        var content =
                hub.bean(ContentStore.class).store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return runs.submit(SingleRun.on(
                        ApiDocument.stored(content, "a.txt", null, null),
                        "default",
                        Operation.EXTRACT,
                        null,
                        "{\"kept\": true}")
                .by(engine));
    }

    @Test
    void whoever_waits_gets_the_final_job() throws Exception {
        UUID id = submit("words", null);

        Job job = runs.await("default", id);

        assertThat(job.id()).isEqualTo(id);
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.artifactId()).isNotNull();
        assertThat(runs.await("default", id)).isEqualTo(job);
    }

    @Test
    void what_the_dialect_keeps_with_a_run_belongs_to_its_tenant() throws Exception {
        UUID id = submit("words", null);

        assertThat(runs.kept("default", id)).hasValue("{\"kept\": true}");
        assertThat(runs.kept("other", id)).isEmpty();
    }

    @Test
    void a_job_of_another_tenant_cannot_be_waited_for() throws Exception {
        UUID id = submit("words", null);

        assertThatThrownBy(() -> runs.await("other", id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hundreds_wait_for_their_jobs_without_a_thread_each() throws Exception {
        UUID slow = UUID.randomUUID();
        List<CompletableFuture<Job>> waits = new ArrayList<>();
        UUID id = submit("words", null);
        int before = Thread.activeCount();
        for (int i = 0; i < 500; i++) {
            waits.add(runs.end("default", id));
        }
        int during = Thread.activeCount();

        CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        assertThat(during - before).isLessThan(50);
        assertThat(waits).allMatch(wait -> wait.join().state() == JobState.COMPLETED);
        assertThat(runs.end("default", slow)).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_job_that_is_canceled_wakes_those_who_wait_for_it() throws Exception {
        UUID id = submit("words", "no-such-queue");
        CompletableFuture<Job> end = runs.end("default", id);
        await().untilAsserted(() -> assertThat(hub.bean(BatchReader.class)
                        .job("default", id)
                        .orElseThrow()
                        .state())
                .isEqualTo(JobState.READY));

        assertThat(end).isNotDone();
        hub.bean(BatchService.class).cancelJob(id);

        assertThat(end.get(10, TimeUnit.SECONDS).state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void the_end_of_a_job_is_known_at_once() throws Exception {
        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID id = submit("no engine takes this", "no-such-queue");
            CompletableFuture<Long> woken = runs.end("default", id).thenApply(job -> System.nanoTime());
            hub.bean(BatchService.class).cancelJob(id);
            long ended = System.nanoTime();
            latencies.add(TimeUnit.NANOSECONDS.toMicros(woken.get(10, TimeUnit.SECONDS) - ended));
        }
        latencies.sort(null);

        assertThat(latencies.get(10))
                .as("median in microseconds of %s", latencies)
                .isLessThan(20_000);
    }
}

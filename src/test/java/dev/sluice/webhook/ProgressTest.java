package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProgressTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final UUID BATCH = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private Hub hub;
    private Receiver receiver;

    @BeforeEach
    void setUp() {
        hub = new Hub(database);
        receiver = Receiver.answering(200);
    }

    @AfterEach
    void tearDown() {
        hub.close();
        receiver.close();
    }

    private UUID event(String type, int generation) {
        hub.pass(Duration.ofMillis(10));
        return hub.event(type, BATCH, generation);
    }

    private List<String> arrived() {
        return receiver.received().stream()
                .map(request -> request.header("webhook-id"))
                .toList();
    }

    @Test
    void only_the_latest_progress_is_sent() {
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url(), "job_run.*"));
        UUID first = event("job_run.progress", 1);
        UUID second = event("job_run.progress", 1);
        UUID third = event("job_run.progress", 1);

        hub.deliver(webhooks);

        assertThat(arrived()).containsExactly(third.toString());
        assertThat(hub.only(webhooks, first).state()).isEqualTo("superseded");
        assertThat(hub.only(webhooks, second).state()).isEqualTo("superseded");
        assertThat(hub.attempts(webhooks, first)).isEmpty();
    }

    @Test
    void progress_never_arrives_after_the_end() {
        receiver.now(Receiver.status(500));
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url(), "job_run.progress"));
        UUID progress = event("job_run.progress", 1);
        hub.deliver(webhooks);
        event("job_run.completed", 1);
        hub.pass(Duration.ofMinutes(1));
        hub.deliver(webhooks);

        assertThat(receiver.received()).hasSize(1);
        assertThat(hub.only(webhooks, progress).state()).isEqualTo("superseded");
    }

    @Test
    void progress_of_a_batch_that_is_retried_is_news() {
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url(), "job_run.*"));
        UUID end = event("job_run.completed", 1);
        UUID progress = event("job_run.progress", 2);

        hub.deliver(webhooks);

        assertThat(arrived()).containsExactlyInAnyOrder(end.toString(), progress.toString());
    }

    @Test
    void the_end_waits_for_progress_that_is_being_sent() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch inProgress = new CountDownLatch(1);
        receiver.now(exchange -> {
            inProgress.countDown();
            go.await();
            exchange.sendResponseHeaders(200, -1);
        });
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url(), "job_run.*"));
        UUID progress = event("job_run.progress", 1);
        webhooks.dispatcher.dueNow().forEach(webhooks.sender::send);
        inProgress.await();
        UUID end = event("job_run.completed", 1);

        assertThat(webhooks.dispatcher.dueNow()).isEmpty();

        go.countDown();
        hub.settle();
        hub.deliver(webhooks);
        assertThat(arrived()).containsExactly(progress.toString(), end.toString());
    }

    @Test
    void progress_is_tried_twice_and_does_not_count_against_its_endpoint() {
        receiver.now(Receiver.status(500));
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url(), "job_run.progress"));
        UUID progress = event("job_run.progress", 1);
        for (int i = 0; i < 4; i++) {
            hub.deliver(webhooks);
            hub.pass(Duration.ofMinutes(10));
        }

        assertThat(receiver.received()).hasSize(2);
        assertThat(hub.only(webhooks, progress).state()).isEqualTo("failed");
        assertThat(webhooks.log.endpoints("default").get(0).exhausted()).isZero();
    }

    @Test
    void a_dispatcher_that_waits_is_woken_by_an_event() {
        WebhookSettings patient = Samples.settings(Samples.endpoint(receiver.url()));
        Webhooks webhooks = hub.start(
                Hub.NODE,
                new WebhookSettings(
                        patient.endpoints(),
                        patient.retrySchedule(),
                        0,
                        patient.connectTimeout(),
                        patient.timeout(),
                        8,
                        2,
                        patient.disableAfter(),
                        patient.maxRetryAfter(),
                        Duration.ofHours(1)));
        Thread route = new Thread(() -> webhooks.dispatcher.due().forEach(webhooks.sender::send));
        route.start();
        await().until(() -> route.getState() == Thread.State.TIMED_WAITING);
        event("job_run.completed", 1);

        webhooks.endpoints.written();

        await().until(() -> receiver.received().size() == 1);
    }
}

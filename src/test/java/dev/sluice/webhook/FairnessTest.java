package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one endpoint does is nobody else's business. */
class FairnessTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final CountDownLatch end = new CountDownLatch(1);
    private Hub hub;
    private Receiver healthy;

    @BeforeEach
    void setUp() {
        hub = new Hub(database);
        healthy = Receiver.answering(200);
    }

    @AfterEach
    void tearDown() {
        end.countDown();
        hub.close();
        healthy.close();
    }

    private void rounds(Webhooks webhooks) {
        webhooks.dispatcher.due().forEach(webhooks.sender::send);
    }

    @Test
    void endpoints_that_hang_delay_no_other() {
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        Receiver.Behaviour hang = exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            end.await();
        };
        try (Receiver first = Receiver.that(hang);
                Receiver second = Receiver.that(hang)) {
            Webhooks webhooks = hub.start(
                    Samples.endpoint(first.url()), Samples.endpoint(second.url()), Samples.endpoint(healthy.url()));
            IntStream.range(0, 100).forEach(i -> hub.event("job.completed"));
            rounds(webhooks);

            await().pollDelay(Duration.ZERO).until(() -> {
                rounds(webhooks);
                return healthy.received().size() == 100;
            });

            assertThat(first.received()).hasSize(8);
            assertThat(second.received()).hasSize(8);
            assertThat(most).hasValue(16);
            end.countDown();
        }
    }

    @Test
    void an_endpoint_whose_answers_drip_is_given_up_and_called_less_often() {
        Receiver.Behaviour drip = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            do {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
            } while (!end.await(50, java.util.concurrent.TimeUnit.MILLISECONDS));
        };
        try (Receiver receiver = Receiver.that(drip)) {
            Webhooks webhooks =
                    hub.start(Hub.NODE, Samples.impatient(Duration.ofMillis(300), Samples.endpoint(receiver.url())));
            IntStream.range(0, 20).forEach(i -> hub.event("job.completed"));

            webhooks.dispatcher.dueNow().forEach(webhooks.sender::send);
            hub.settle();

            assertThat(receiver.received()).hasSize(8);
            assertThat(hub.jdbc
                            .sql("SELECT DISTINCT error FROM delivery_attempt")
                            .query(String.class)
                            .list())
                    .containsExactly("No complete answer within 300 ms.");
            List<DueDelivery> next = awaitDue(webhooks);
            assertThat(next).hasSize(1);
        }
    }

    /** The slot is freed just after the answer is recorded. */
    private static List<DueDelivery> awaitDue(Webhooks webhooks) {
        return await().until(webhooks.dispatcher::dueNow, due -> !due.isEmpty());
    }

    @Test
    void an_endpoint_that_wants_nothing_of_a_kind_gets_nothing_of_it() {
        Webhooks webhooks = hub.start(Samples.endpoint(healthy.url(), "job_run.*"));
        hub.event("job.completed");
        hub.event("job_run.created");
        hub.deliver(webhooks);

        assertThat(healthy.received())
                .singleElement()
                .satisfies(request -> assertThat(request.text()).contains("job_run.created"));
        assertThat(webhooks.endpoints.wants("job.completed")).isFalse();
        assertThat(webhooks.endpoints.wants("job_run.progress")).isTrue();
    }

    @Test
    void without_endpoints_events_are_done_with() {
        Webhooks webhooks = hub.start();
        hub.event("job_run.completed");

        assertThat(webhooks.dispatcher.dueNow()).isEmpty();
        assertThat(hub.jdbc
                        .sql("SELECT fanned_out FROM event")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}

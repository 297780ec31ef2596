package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hub ends at any point, or there are several hubs. */
class CrashTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

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

    @Test
    void an_attempt_whose_answer_was_not_recorded_is_repeated_by_another_node_after_its_lease() {
        Webhooks dead = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job_run.completed");
        assertThat(dead.dispatcher.dueNow()).hasSize(1);
        Webhooks other = hub.start(Hub.OTHER_NODE, Samples.settings(Samples.endpoint(receiver.url())));

        hub.pass(Duration.ofSeconds(44));
        assertThat(other.dispatcher.dueNow()).isEmpty();
        hub.pass(Duration.ofSeconds(1));
        hub.deliver(other);

        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.received().get(0).header("webhook-id")).isEqualTo(event.toString());
        assertThat(receiver.received().get(0).text()).isEqualTo(hub.bodyOf(event));
        assertThat(hub.attempts(other, event))
                .extracting(DeliveryAttempt::attempt, DeliveryAttempt::outcome)
                .containsExactly(tuple(1, "lost"), tuple(2, "delivered"));
    }

    @Test
    void the_next_run_of_the_same_node_does_not_wait_for_the_lease() {
        Webhooks dead = hub.start(Samples.endpoint(receiver.url()));
        hub.event("job_run.completed");
        assertThat(dead.dispatcher.dueNow()).hasSize(1);

        hub.deliver(hub.start(Samples.endpoint(receiver.url())));

        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void a_hub_that_ends_again_and_again_uses_up_no_attempts() {
        UUID event = hub.event("job_run.completed");
        for (int life = 0; life < 15; life++) {
            Webhooks dead = hub.start(Samples.endpoint(receiver.url()));
            assertThat(dead.dispatcher.dueNow()).hasSize(1);
        }
        receiver.now(Receiver.status(500));
        Webhooks last = hub.start(Samples.endpoint(receiver.url()));

        hub.deliver(last);

        assertThat(hub.only(last, event).state()).isEqualTo("pending");
        assertThat(hub.only(last, event).nextAttemptAt()).isEqualTo(hub.now().plusSeconds(5));
    }

    @Test
    void a_late_failure_of_a_lost_attempt_does_not_touch_the_one_that_follows() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        receiver.now(exchange -> {
            go.await();
            exchange.sendResponseHeaders(500, -1);
        });
        Webhooks slow = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job_run.completed");
        slow.dispatcher.dueNow().forEach(slow.sender::send);
        await().until(() -> receiver.received().size() == 1);
        hub.pass(Duration.ofSeconds(60));
        receiver.now(Receiver.status(200));
        Webhooks other = hub.start(Hub.OTHER_NODE, Samples.settings(Samples.endpoint(receiver.url())));
        List<DueDelivery> second = other.dispatcher.dueNow();
        assertThat(second).hasSize(1);

        go.countDown();
        await().until(() -> hub.attempts(other, event).get(0).outcome().equals("failed"));
        assertThat(hub.only(other, event).state()).isEqualTo("sending");

        second.forEach(other.sender::send);
        hub.settle();
        assertThat(hub.only(other, event).state()).isEqualTo("delivered");
        assertThat(hub.attempts(other, event))
                .extracting(DeliveryAttempt::outcome)
                .containsExactly("failed", "delivered");
    }

    @Test
    void a_late_success_of_a_lost_attempt_spares_the_repetition() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        receiver.now(exchange -> {
            go.await();
            exchange.sendResponseHeaders(200, -1);
        });
        Webhooks slow = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job_run.completed");
        slow.dispatcher.dueNow().forEach(slow.sender::send);
        await().until(() -> receiver.received().size() == 1);
        // Another node has put it back, but not claimed it: its endpoint wants to be left alone.
        hub.jdbc
                .sql("UPDATE endpoint SET resume_at = sluice_now() + interval '1 h'")
                .update();
        hub.pass(Duration.ofSeconds(60));
        Webhooks other = hub.start(Hub.OTHER_NODE, Samples.settings(Samples.endpoint(receiver.url())));
        assertThat(other.dispatcher.dueNow()).isEmpty();
        assertThat(hub.only(other, event).state()).isEqualTo("pending");

        go.countDown();

        await().until(() -> hub.only(other, event).state().equals("delivered"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void a_retry_survives_the_end_of_the_hub() {
        receiver.now(Receiver.status(500));
        hub.event("job_run.completed");
        hub.deliver(hub.start(Samples.endpoint(receiver.url())));
        receiver.now(Receiver.status(200));

        Webhooks next = hub.start(Samples.endpoint(receiver.url()));
        hub.deliver(next);
        assertThat(receiver.received()).hasSize(1);
        hub.pass(Duration.ofSeconds(5));
        hub.deliver(next);
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void two_thousand_events_become_one_delivery_per_endpoint_however_many_nodes_fan_out() throws Exception {
        try (Receiver second = Receiver.answering(200)) {
            WebhookSettings settings =
                    Samples.settings(Samples.endpoint(receiver.url()), Samples.endpoint(second.url(), "job.failed"));
            List<Webhooks> nodes = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                Webhooks node = hub.start(UUID.randomUUID(), settings);
                node.dispatcher.dueNow();
                nodes.add(node);
            }
            ExecutorService threads = Executors.newFixedThreadPool(6);
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        hub.event("job.failed");
                        hub.event("job.completed");
                    }
                }));
            }
            for (Webhooks node : nodes) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        node.dispatcher.dueNow();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            threads.shutdown();
            nodes.forEach(node -> node.dispatcher.dueNow());

            assertThat(count("SELECT count(*) FROM event WHERE fanned_out")).isEqualTo(2_000);
            assertThat(count("SELECT count(*) FROM delivery")).isEqualTo(3_000);
            assertThat(count("SELECT count(DISTINCT (event_id, endpoint_id)) FROM delivery"))
                    .isEqualTo(3_000);
        }
    }

    @Test
    void an_event_that_was_committed_late_is_not_passed_by() throws Exception {
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID late;
        try (var connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            late = UUID.fromString("01890a5d-0000-7000-8000-000000000000");
            try (var statement =
                    connection.prepareStatement("INSERT INTO event (id, tenant_id, type, generation, body, created_at)"
                            + " VALUES (?, 'default', 'job.failed', 1, '{}', sluice_now())")) {
                statement.setObject(1, late);
                statement.executeUpdate();
            }
            hub.event("job.failed");
            hub.deliver(webhooks);
            connection.commit();
        }
        hub.deliver(webhooks);

        assertThat(hub.only(webhooks, late).state()).isEqualTo("delivered");
    }

    private long count(String query) {
        return hub.jdbc.sql(query).query(Long.class).single();
    }
}

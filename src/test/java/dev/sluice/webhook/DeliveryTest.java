package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.sluice.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryTest {
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
    void an_event_arrives_as_it_was_written_and_an_independent_library_verifies_it() throws Exception {
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job_run.completed");

        hub.deliver(webhooks);

        Receiver.Received request = receiver.received().get(0);
        assertThat(receiver.received()).hasSize(1);
        assertThat(request.text()).isEqualTo(hub.bodyOf(event)).contains("Müller ✓");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("user-agent")).isEqualTo("Sluice/test");
        assertThat(request.header("webhook-id")).isEqualTo(event.toString()).doesNotContain(".");
        assertThat(request.header("webhook-timestamp"))
                .isEqualTo(Long.toString(hub.now().getEpochSecond()));
        new Webhook(Samples.SECRET).verify(request.text(), request.headers());
        assertThatThrownBy(() -> new Webhook(Samples.OTHER_SECRET).verify(request.text(), request.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(Samples.SECRET).verify(request.text() + " ", request.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(hub.only(webhooks, event).state()).isEqualTo("delivered");
        assertThat(hub.attempts(webhooks, event)).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo("delivered");
            assertThat(attempt.status()).isEqualTo(200);
            assertThat(attempt.error()).isNull();
            assertThat(attempt.latencyMs()).isNotNegative();
        });
        assertThat(hub.meters
                        .counter("sluice.webhook.attempts", "outcome", "delivered")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void while_a_secret_is_changed_both_the_old_and_the_new_one_verify() throws Exception {
        hub.deliver(startedWithEvent(Samples.withSecret(receiver.url(), Samples.SECRET + " " + Samples.OTHER_SECRET)));

        Receiver.Received request = receiver.received().get(0);
        assertThat(request.header("webhook-signature")).matches("v1,\\S+ v1,\\S+");
        new Webhook(Samples.SECRET).verify(request.text(), request.headers());
        new Webhook(Samples.OTHER_SECRET).verify(request.text(), request.headers());
    }

    @Test
    void a_secret_that_changes_between_attempts_signs_the_next_one() throws Exception {
        receiver.now(Receiver.status(500));
        hub.deliver(startedWithEvent(Samples.endpoint(receiver.url())));
        receiver.now(Receiver.status(200));
        hub.pass(Duration.ofSeconds(5));

        hub.deliver(hub.start(Samples.withSecret(receiver.url(), Samples.OTHER_SECRET)));

        Receiver.Received second = receiver.received().get(1);
        new Webhook(Samples.OTHER_SECRET).verify(second.text(), second.headers());
        assertThatThrownBy(() -> new Webhook(Samples.SECRET).verify(second.text(), second.headers()))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void an_operators_headers_go_along_but_forge_nothing() {
        hub.deliver(startedWithEvent(
                Samples.withHeaders(receiver.url(), Map.of("Authorization", "Bearer abc", "User-Agent", "mine"))));

        assertThat(receiver.received().get(0).header("authorization")).isEqualTo("Bearer abc");
        assertThat(receiver.received().get(0).header("user-agent")).isEqualTo("mine");
    }

    @Test
    void a_failure_is_tried_again_when_its_time_has_come_with_the_same_id_and_body() {
        receiver.now(Receiver.body(500, "broken".getBytes(StandardCharsets.UTF_8)));
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job.failed");
        hub.deliver(webhooks);
        assertThat(hub.only(webhooks, event).nextAttemptAt())
                .isEqualTo(hub.now().plusSeconds(5));

        hub.pass(Duration.ofMillis(4_999));
        hub.deliver(webhooks);
        assertThat(receiver.received()).hasSize(1);

        hub.pass(Duration.ofMillis(1));
        receiver.now(Receiver.status(204));
        hub.deliver(webhooks);

        assertThat(receiver.received()).hasSize(2);
        Receiver.Received first = receiver.received().get(0);
        Receiver.Received second = receiver.received().get(1);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(Long.parseLong(second.header("webhook-timestamp")))
                .isEqualTo(Long.parseLong(first.header("webhook-timestamp")) + 5);
        assertThat(hub.attempts(webhooks, event))
                .extracting(DeliveryAttempt::outcome, DeliveryAttempt::status, DeliveryAttempt::response)
                .containsExactly(tuple("failed", 500, "broken"), tuple("delivered", 204, ""));
    }

    @Test
    void ten_failures_are_the_end() {
        receiver.now(Receiver.status(302, "Location", "/elsewhere"));
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job.failed");
        Instant begin = hub.now();

        List<Duration> offsets = new java.util.ArrayList<>();
        for (int attempt = 1; attempt <= 10; attempt++) {
            hub.deliver(webhooks);
            offsets.add(Duration.between(begin, hub.now()));
            Instant next = hub.only(webhooks, event).nextAttemptAt();
            if (next != null) {
                hub.pass(Duration.between(hub.now(), next));
            }
        }
        hub.pass(Duration.ofDays(2));
        hub.deliver(webhooks);

        assertThat(receiver.received()).hasSize(10);
        assertThat(offsets.get(9)).isEqualTo(Duration.ofSeconds(75 * 3600 + 35 * 60 + 5));
        assertThat(hub.only(webhooks, event).state()).isEqualTo("failed");
        assertThat(hub.attempts(webhooks, event))
                .allSatisfy(attempt ->
                        assertThat(attempt.error()).isEqualTo("It answered 302; redirects are not followed."));
        assertThat(webhooks.log.endpoints("default")).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.exhausted()).isEqualTo(1);
            assertThat(endpoint.failingSince()).isEqualTo(begin);
            assertThat(endpoint.disabledAt()).isNull();
        });
    }

    @Test
    void an_overloaded_endpoint_is_left_alone_for_as_long_as_it_asks() {
        receiver.now(Receiver.status(429, "Retry-After", "3600"));
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID first = hub.event("job.failed");
        hub.deliver(webhooks);
        assertThat(hub.only(webhooks, first).nextAttemptAt())
                .isEqualTo(hub.now().plusSeconds(3600));

        hub.event("job.completed");
        hub.pass(Duration.ofSeconds(3599));
        hub.deliver(webhooks);
        assertThat(receiver.received()).hasSize(1);

        receiver.now(Receiver.status(200));
        hub.pass(Duration.ofSeconds(1));
        hub.deliver(webhooks);
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void gone_disables_the_endpoint_until_somebody_enables_it() {
        receiver.now(Receiver.status(410));
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job.failed");
        hub.deliver(webhooks);
        assertThat(hub.only(webhooks, event).state()).isEqualTo("failed");

        Webhooks restarted = hub.start(Samples.endpoint(receiver.url()));
        hub.deliver(restarted);
        UUID later = hub.event("job.failed");
        hub.deliver(restarted);
        assertThat(receiver.received()).hasSize(1);
        assertThat(restarted.log.ofEvent("default", later)).isEmpty();
        assertThat(restarted.endpoints.wants("job.failed")).isFalse();
        EndpointStatus status = restarted.log.endpoints("default").get(0);
        assertThat(status.disabledReason()).isEqualTo("It answered 410 Gone.");

        receiver.now(Receiver.status(200));
        assertThat(restarted.log.enable("default", status.id())).isTrue();
        assertThat(restarted.log.redeliver("default", hub.only(restarted, event).id()))
                .isTrue();
        hub.deliver(restarted);
        assertThat(receiver.received()).hasSize(2);
        assertThat(restarted.endpoints.wants("job.failed")).isTrue();
    }

    @Test
    void an_endpoint_that_has_only_failed_for_five_days_is_disabled() {
        receiver.now(Receiver.status(500));
        Webhooks webhooks = startedWithEvent(Samples.endpoint(receiver.url()));
        hub.deliver(webhooks);
        hub.pass(Duration.ofDays(5).minusSeconds(1));
        hub.deliver(webhooks);
        assertThat(webhooks.log.endpoints("default").get(0).disabledAt()).isNull();

        hub.pass(Duration.ofHours(1));
        hub.deliver(webhooks);

        assertThat(webhooks.log.endpoints("default").get(0).disabledReason())
                .isEqualTo("No attempt succeeded for 120 hours.");
    }

    @Test
    void one_success_forgets_all_failures() {
        receiver.now(Receiver.status(500));
        Webhooks webhooks = startedWithEvent(Samples.endpoint(receiver.url()));
        hub.deliver(webhooks);
        hub.pass(Duration.ofDays(4));
        receiver.now(Receiver.status(200));
        hub.deliver(webhooks);
        receiver.now(Receiver.status(500));
        hub.event("job.failed");
        hub.pass(Duration.ofDays(4));
        hub.deliver(webhooks);

        EndpointStatus status = webhooks.log.endpoints("default").get(0);
        assertThat(status.disabledAt()).isNull();
        assertThat(status.failingSince()).isEqualTo(hub.now());
    }

    @Test
    void one_delivered_event_can_be_sent_again_with_the_same_id_and_body() {
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job.completed");
        hub.deliver(webhooks);

        assertThat(webhooks.log.redeliver("default", hub.only(webhooks, event).id()))
                .isTrue();
        hub.deliver(webhooks);

        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(1).body())
                .isEqualTo(receiver.received().get(0).body());
        assertThat(receiver.received().get(1).header("webhook-id")).isEqualTo(event.toString());
        assertThat(hub.attempts(webhooks, event)).hasSize(2);
    }

    @Test
    void another_tenant_sees_and_moves_nothing() {
        Webhooks webhooks = hub.start(Samples.endpoint(receiver.url()));
        UUID event = hub.event("job.completed");
        hub.deliver(webhooks);
        UUID delivery = hub.only(webhooks, event).id();

        assertThat(webhooks.log.ofEvent("other", event)).isEmpty();
        assertThat(webhooks.log.attempts("other", delivery)).isEmpty();
        assertThat(webhooks.log.redeliver("other", delivery)).isFalse();
        assertThat(webhooks.log.endpoints("other")).isEmpty();
    }

    @Test
    void what_is_still_to_be_delivered_can_be_counted() {
        receiver.now(Receiver.status(500));
        hub.deliver(startedWithEvent(Samples.endpoint(receiver.url())));

        assertThat(hub.meters.get("sluice.webhook.pending").gauge().value()).isEqualTo(1);
    }

    private Webhooks startedWithEvent(WebhookSettings.EndpointSettings endpoint) {
        Webhooks webhooks = hub.start(endpoint);
        hub.event("job.failed");
        return webhooks;
    }
}

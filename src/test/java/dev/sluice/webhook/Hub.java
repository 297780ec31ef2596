package dev.sluice.webhook;

import static org.awaitility.Awaitility.await;

import dev.sluice.batch.Ids;
import dev.sluice.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database with events in it, one clock for it and for the hub that is turned by hand, and hubs that deliver. */
final class Hub implements AutoCloseable {
    static final UUID NODE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID OTHER_NODE = UUID.fromString("00000000-0000-7000-8000-000000000002");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final JdbcClient jdbc;
    private final TestDatabase database;
    private final Ids ids = new Ids();
    private final List<Webhooks> started = new ArrayList<>();

    Hub(TestDatabase database) {
        this.database = database;
        jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("DROP TABLE IF EXISTS test_clock").update();
        jdbc.sql("CREATE TABLE test_clock (now timestamptz NOT NULL)").update();
        jdbc.sql("INSERT INTO test_clock VALUES (date_trunc('second', clock_timestamp()))")
                .update();
        jdbc.sql("""
                CREATE OR REPLACE FUNCTION sluice_now() RETURNS timestamptz LANGUAGE sql VOLATILE
                AS 'SELECT now FROM test_clock'
                """).update();
        database.empty("event", "endpoint", "delivery", "delivery_attempt");
    }

    /** A hub that has just started. */
    Webhooks start(UUID node, WebhookSettings settings) {
        InstantSource time = this::now;
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        Webhooks webhooks = new Webhooks(
                settings,
                List.of(),
                Samples.EGRESS,
                database.dataSource(),
                node,
                ids,
                clock,
                System::nanoTime,
                () -> 0.5,
                meters,
                "Sluice/test");
        started.add(webhooks);
        return webhooks;
    }

    Webhooks start(WebhookSettings.EndpointSettings... endpoints) {
        return start(NODE, Samples.settings(endpoints));
    }

    Instant now() {
        return jdbc.sql("SELECT now FROM test_clock")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    void pass(Duration time) {
        jdbc.sql("UPDATE test_clock SET now = now + ? * interval '1 ms'")
                .param(time.toMillis())
                .update();
    }

    UUID event(String type) {
        return event(type, ids.next(), 1);
    }

    /** An event as the core writes it. */
    UUID event(String type, @Nullable UUID batch, int generation) {
        UUID id = ids.next();
        jdbc.sql("""
                INSERT INTO event (id, tenant_id, batch_id, job_id, type, generation, body, created_at)
                VALUES (:id, 'default', :batch, :job, :type, :generation, :body, sluice_now())
                """)
                .param("id", id)
                .param("batch", batch)
                .param("job", type.startsWith("job.") ? ids.next() : null)
                .param("type", type)
                .param("generation", generation)
                .param(
                        "body",
                        "{\"type\":\"%s\",\"data\":{\"id\":\"%s\",\"name\":\"Müller ✓\"}}".formatted(type, batch))
                .update();
        return id;
    }

    String bodyOf(UUID event) {
        return jdbc.sql("SELECT body FROM event WHERE id = ?")
                .param(event)
                .query(String.class)
                .single();
    }

    /** Sends what is due, until nothing is or it is under way. */
    void deliver(Webhooks webhooks) {
        List<DueDelivery> due;
        do {
            due = webhooks.dispatcher.dueNow();
            due.forEach(webhooks.sender::send);
            settle();
        } while (!due.isEmpty());
    }

    /** Waits until no attempt is in progress. */
    void settle() {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> jdbc.sql("SELECT count(*) FROM delivery WHERE state = 'sending'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    Delivery only(Webhooks webhooks, UUID event) {
        List<Delivery> deliveries = webhooks.log.ofEvent("default", event);
        if (deliveries.size() != 1) {
            throw new AssertionError("expected one delivery, found " + deliveries);
        }
        return deliveries.get(0);
    }

    List<DeliveryAttempt> attempts(Webhooks webhooks, UUID event) {
        return webhooks.log.attempts("default", only(webhooks, event).id());
    }

    @Override
    public void close() {
        started.forEach(webhooks -> webhooks.close(Duration.ZERO));
    }
}

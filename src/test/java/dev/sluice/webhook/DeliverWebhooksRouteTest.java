package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.Operation;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole program with the real route: what the core writes reaches an endpoint. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DeliverWebhooksRouteTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER)
    static Path home;

    private static final Receiver receiver = Receiver.answering(200);

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        database.register(registry);
        registry.add("sluice.home", home::toString);
        registry.add("sluice.webhook.endpoints[0].url", receiver::url);
        registry.add("sluice.webhook.endpoints[0].secret", () -> Samples.SECRET);
        // Only a wake-up can be quick.
        registry.add("sluice.webhook.poll", () -> "1h");
    }

    @AfterAll
    static void tearDown() {
        receiver.close();
    }

    @Autowired
    BatchService batches;

    @Autowired
    DeliveryLog log;

    @Test
    void the_end_of_a_batch_is_told_at_once() throws Exception {
        UUID batch = batches.open(
                new NewBatch("default", null, Operation.EXTRACT, "embedded", null, null, 4, 1, null, null));

        batches.seal(batch);

        await().pollInterval(Duration.ofMillis(2))
                .until(() -> !receiver.received().isEmpty());
        Receiver.Received request = receiver.received().get(0);
        assertThat(request.text()).startsWith("{\"type\":\"job_run.completed\"").contains(batch.toString());
        new Webhook(Samples.SECRET).verify(request.text(), request.headers());
        await().until(() -> log.ofBatch("default", batch, 10).get(0).state().equals("delivered"));
    }
}

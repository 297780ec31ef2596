package dev.sluice.webhook;

import dev.sluice.batch.Ids;
import dev.sluice.batch.WakeUp;
import dev.sluice.security.egress.EgressClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of webhook delivery, put together once for the program and for each node of a test. */
final class Webhooks implements AutoCloseable {
    /** An attempt begins so soon after its claim or not at all, and its end is recorded so soon after its timeout. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final Duration DRAIN = Duration.ofSeconds(5);

    final Endpoints endpoints;
    final WebhookDispatcher dispatcher;
    final WebhookSender sender;
    final DeliveryLog log;
    private final Slots slots;
    private final ExecutorService executor;

    /**
     * Puts them together.
     *
     * @param dialects known beside the native one
     * @throws WebhookSettingsException with a sentence that names the key that is wrong
     */
    Webhooks(
            WebhookSettings settings,
            List<? extends EventDialect> dialects,
            EgressClient egress,
            DataSource dataSource,
            UUID nodeId,
            Ids ids,
            Clock clock,
            LongSupplier nanoTime,
            DoubleSupplier random,
            MeterRegistry meters,
            String userAgent) {
        settings.requireSound();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        WakeUp wakeUp = new WakeUp();
        RetrySchedule schedule =
                new RetrySchedule(settings.retrySchedule(), settings.jitter(), settings.progressAttempts(), random);
        EndpointTable endpointTable = new EndpointTable(jdbc);
        DeliveryTable deliveries = new DeliveryTable(jdbc, nodeId, nanoTime);
        slots = new Slots(settings.concurrency());
        endpoints = new Endpoints(EndpointParser.parse(settings.endpoints(), dialects), wakeUp);
        executor = executor();
        log = new DeliveryLog(jdbc, endpointTable, endpoints, wakeUp);
        dispatcher = new WebhookDispatcher(
                endpoints,
                new FanOut(new JdbcTemplate(dataSource), transaction, endpoints, schedule, ids),
                endpointTable,
                deliveries,
                transaction,
                slots,
                wakeUp,
                settings.poll(),
                settings.timeout().plus(MARGIN).plus(MARGIN));
        sender = new WebhookSender(
                endpoints,
                new WebhookHttpClient(egress, executor, settings.connectTimeout(), settings.timeout(), nanoTime),
                new AttemptRecorder(
                        deliveries,
                        endpointTable,
                        transaction,
                        schedule,
                        settings.disableAfter(),
                        settings.maxRetryAfter(),
                        clock,
                        meters),
                slots,
                wakeUp,
                executor,
                clock,
                nanoTime,
                MARGIN,
                userAgent);
        Gauge.builder("sluice.webhook.pending", log, DeliveryLog::pending)
                .description("Deliveries that wait for their next attempt, counted up to 100,000")
                .register(meters);
    }

    /** As many threads as there are attempts in progress, which the slots of the endpoints bound. */
    private static ExecutorService executor() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("webhook-");
        threads.setDaemon(true);
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /** Lets attempts in progress end for a few seconds. */
    @Override
    public void close() {
        close(DRAIN);
    }

    /** Claims nothing more and lets attempts in progress end for a while; what does not end is repeated by the next run. */
    void close(Duration drain) {
        dispatcher.stop();
        try {
            slots.awaitIdle(drain.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
    }
}

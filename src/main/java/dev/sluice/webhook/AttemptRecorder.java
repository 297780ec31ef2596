package dev.sluice.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Records how an attempt ended and plans the next, in one transaction, and says so in one line of the log. */
final class AttemptRecorder {
    private static final Logger log = LoggerFactory.getLogger(AttemptRecorder.class);

    private final DeliveryTable deliveries;
    private final EndpointTable endpoints;
    private final TransactionTemplate transaction;
    private final RetrySchedule schedule;
    private final Duration disableAfter;
    private final Duration maxRetryAfter;
    private final Clock clock;
    private final MeterRegistry meters;

    AttemptRecorder(
            DeliveryTable deliveries,
            EndpointTable endpoints,
            TransactionTemplate transaction,
            RetrySchedule schedule,
            Duration disableAfter,
            Duration maxRetryAfter,
            Clock clock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.transaction = transaction;
        this.schedule = schedule;
        this.disableAfter = disableAfter;
        this.maxRetryAfter = maxRetryAfter;
        this.clock = clock;
        this.meters = meters;
    }

    /** Records the answer; drops what it would mean for a delivery that is no longer ours. */
    void record(Endpoint endpoint, DueDelivery delivery, HttpAnswer answer) {
        Verdict verdict =
                Verdict.of(answer, delivery.type(), delivery.failures(), schedule, clock.instant(), maxRetryAfter);
        String disabled = transaction.execute(status -> {
            deliveries.attemptEnded(delivery, answer, verdict.error());
            return move(endpoint, delivery, verdict);
        });
        meters.counter(
                        "sluice.webhook.attempts",
                        "outcome",
                        verdict.kind().name().toLowerCase(Locale.ROOT))
                .increment();
        tell(endpoint, delivery, answer, verdict);
        if (disabled != null) {
            log.warn("Webhook endpoint {} is disabled and is told nothing from now on. {}", endpoint, disabled);
        }
    }

    /** Writes what follows; if it has disabled the endpoint, the reason. */
    private @Nullable String move(Endpoint endpoint, DueDelivery delivery, Verdict verdict) {
        if (verdict.kind() == Verdict.Kind.DELIVERED) {
            deliveries.delivered(delivery);
            endpoints.succeeded(endpoint.tenantId(), endpoint.id());
            return null;
        }
        Duration delay = verdict.delay();
        boolean givenUp = delay == null;
        boolean ours = delay == null ? deliveries.failed(delivery) : deliveries.retry(delivery, delay);
        boolean counts = ours && givenUp && !RetrySchedule.isProgress(delivery.type());
        Duration hold = verdict.hold() == null ? Duration.ZERO : verdict.hold();
        endpoints.failed(endpoint.tenantId(), endpoint.id(), counts, hold);
        if (verdict.kind() == Verdict.Kind.GONE) {
            String reason = "It answered 410 Gone.";
            return endpoints.disable(endpoint.tenantId(), endpoint.id(), reason) ? reason : null;
        }
        String reason = "No attempt succeeded for %d hours.".formatted(disableAfter.toHours());
        return endpoints.disableIfFailingFor(endpoint.tenantId(), endpoint.id(), disableAfter, reason) ? reason : null;
    }

    private static void tell(Endpoint endpoint, DueDelivery delivery, HttpAnswer answer, Verdict verdict) {
        String line = "Delivery attempted: endpoint={} event={} type={} attempt={} status={} latencyMs={} next={}";
        Object[] facts = {
            endpoint,
            delivery.eventId(),
            delivery.type(),
            delivery.attempt(),
            answer.status() == null ? verdict.error() : answer.status(),
            answer.latencyMs(),
            verdict.delay() == null ? verdict.kind().name().toLowerCase(Locale.ROOT) : "in " + verdict.delay()
        };
        switch (verdict.kind()) {
            case DELIVERED -> log.debug(line, facts);
            case RETRY -> log.info(line, facts);
            case EXHAUSTED, GONE -> log.warn(line, facts);
        }
    }
}

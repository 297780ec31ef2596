package dev.sluice.webhook;

import dev.sluice.batch.WakeUp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes one attempt: signs, posts, has the answer recorded. The bean at the end of {@code deliver-webhooks}. It returns
 * at once, so that an endpoint that hangs keeps nobody waiting.
 */
public class WebhookSender {
    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private final Endpoints endpoints;
    private final WebhookHttpClient http;
    private final AttemptRecorder recorder;
    private final Slots slots;
    private final WakeUp wakeUp;
    private final Executor executor;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration latestStart;
    private final String userAgent;

    /**
     * A sender.
     *
     * @param latestStart an attempt that has waited longer since its claim is left to its lease
     * @param userAgent value of the header
     */
    WebhookSender(
            Endpoints endpoints,
            WebhookHttpClient http,
            AttemptRecorder recorder,
            Slots slots,
            WakeUp wakeUp,
            Executor executor,
            Clock clock,
            LongSupplier nanoTime,
            Duration latestStart,
            String userAgent) {
        this.endpoints = endpoints;
        this.http = http;
        this.recorder = recorder;
        this.slots = slots;
        this.wakeUp = wakeUp;
        this.executor = executor;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.latestStart = latestStart;
        this.userAgent = userAgent;
    }

    /** Begins the attempt. Whatever becomes of it is recorded; if not even that succeeds, its lease runs out. */
    public void send(DueDelivery delivery) {
        Endpoint endpoint = endpoints.get(delivery.endpointId());
        if (endpoint == null || nanoTime.getAsLong() - delivery.claimedAt() > latestStart.toNanos()) {
            log.warn(
                    "Attempt {} of delivery {} began too late and is left to another.",
                    delivery.attempt(),
                    delivery.id());
            slots.freed(delivery.endpointId());
            return;
        }
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        try {
            http.post(endpoint.url(), headers(endpoint, delivery, body), body)
                    .thenAcceptAsync(answer -> ended(endpoint, delivery, answer), executor)
                    .exceptionally(error -> stopping(delivery));
        } catch (RejectedExecutionException e) {
            stopping(delivery);
        }
    }

    private void ended(Endpoint endpoint, DueDelivery delivery, HttpAnswer answer) {
        try {
            recorder.record(endpoint, delivery, answer);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The answer {} to delivery {} was not recorded, so the event will be sent again: {}",
                    answer.status(),
                    delivery.id(),
                    e.getMessage());
        } catch (RuntimeException e) {
            log.error("The answer to delivery {} could not be recorded.", delivery.id(), e);
        } finally {
            slots.freed(endpoint.id(), answer);
            wakeUp.signal();
        }
    }

    /** No thread takes the answer any more. */
    private @Nullable Void stopping(DueDelivery delivery) {
        slots.freed(delivery.endpointId());
        log.info("The hub stops during an attempt of delivery {}, which the next run repeats.", delivery.id());
        return null;
    }

    private Map<String, String> headers(Endpoint endpoint, DueDelivery delivery, byte[] body) {
        String id = endpoint.dialect().messageId(delivery.eventId());
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = new HashMap<>();
        headers.put("user-agent", userAgent);
        endpoint.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.put("content-type", "application/json");
        String signature = endpoint.sign(id, timestamp, body);
        for (String family : endpoint.dialect().headerFamilies()) {
            headers.put(family + "-id", id);
            headers.put(family + "-timestamp", Long.toString(timestamp));
            headers.put(family + "-signature", signature);
        }
        return headers;
    }
}

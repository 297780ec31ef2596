package dev.sluice.engine.remote;

import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.SluiceException;
import dev.sluice.security.egress.EgressBody;
import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressException;
import dev.sluice.security.egress.EgressHandle;
import dev.sluice.security.egress.EgressLimits;
import dev.sluice.security.egress.EgressRequest;
import dev.sluice.security.egress.EgressResponse;
import dev.sluice.security.egress.RetryAfter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to remote engines of the operator's configuration, and turns whatever is no answer into a failure of the job. What
 * the engine said stands in the log, for it may name things of the operator's network.
 */
public final class RemoteCaller {
    private static final Logger log = LoggerFactory.getLogger(RemoteCaller.class);
    private static final int LOGGED = 500;

    /** Takes the body of a good answer. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads to the end; the stream is closed by the caller. */
        T read(InputStream body) throws IOException;
    }

    private final EgressClient egress;
    private final InFlight inFlight;
    private final Duration maxRetryAfter;
    private final Clock clock;
    /** One for each engine: one that is away is left alone for a while, and its jobs wait for their next attempt. */
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Duration.ofSeconds(10))
            .permittedNumberOfCallsInHalfOpenState(2)
            .build());

    public RemoteCaller(EgressClient egress, InFlight inFlight, Duration maxRetryAfter, Clock clock) {
        this.egress = egress;
        this.inFlight = inFlight;
        this.maxRetryAfter = maxRetryAfter;
        this.clock = clock;
    }

    /**
     * Posts for a job; canceling the job hangs up.
     *
     * @throws SluiceException {@code ENGINE_UNAVAILABLE} (408, 425, 429, 5xx, no answer in time; with the wait that the
     *     engine asked for), {@code ENGINE_REJECTED} (any other status but 2xx), {@code ENGINE_ANSWER_INVALID} (too
     *     large), or what the reader throws
     */
    public <T> T post(
            ClaimedJob job,
            String url,
            Map<String, String> headers,
            EgressBody body,
            EgressLimits limits,
            Reader<T> reader) {
        CircuitBreaker breaker = breakers.circuitBreaker(job.engine());
        if (!breaker.tryAcquirePermission()) {
            throw unavailable("it has failed too often of late and is left alone for a moment", null, null);
        }
        long begun = breaker.getCurrentTimestamp();
        try {
            T answer = ask(job, url, headers, body, limits, reader);
            breaker.onSuccess(breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit());
            return answer;
        } catch (EngineUnavailableException e) {
            breaker.onError(breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit(), e);
            throw e;
        } catch (RuntimeException e) { // it did answer
            breaker.onSuccess(breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit());
            throw e;
        }
    }

    private <T> T ask(
            ClaimedJob job,
            String url,
            Map<String, String> headers,
            EgressBody body,
            EgressLimits limits,
            Reader<T> reader) {
        EgressHandle handle = new EgressHandle();
        inFlight.onAbort(job, handle::cancel);
        EgressRequest request = EgressRequest.postConfigured(url, headers, body, limits);
        try (EgressResponse response = egress.execute(request, handle)) {
            if (response.status() / 100 != 2) {
                throw refused(job, response);
            }
            return reader.read(response.body());
        } catch (EgressException e) {
            log.warn("The engine {} did not answer job {}: {}", job.engine(), job.jobId(), e.getMessage());
            throw switch (e.kind()) {
                case TOO_LARGE -> invalid("its answer is larger than is taken");
                case TIMEOUT -> unavailable("it gave no complete answer in time", null, e);
                default -> unavailable("it cannot be reached", null, e);
            };
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The engine's answer could not be kept: " + e.getMessage(), e);
        }
    }

    /** An answer that is none; the sentence goes on after "The engine's answer cannot be used: ". */
    public static SluiceException invalid(String why) {
        return new SluiceException(ErrorCode.ENGINE_ANSWER_INVALID, "The engine's answer cannot be used: " + why + ".");
    }

    private SluiceException refused(ClaimedJob job, EgressResponse response) {
        int status = response.status();
        log.warn("The engine {} answered job {} with {}: {}", job.engine(), job.jobId(), status, beginning(response));
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            String asked = response.header("Retry-After");
            Duration wait = asked == null
                    ? null
                    : RetryAfter.parse(asked, clock.instant(), maxRetryAfter).orElse(null);
            return unavailable("it answered " + status, wait, null);
        }
        return new SluiceException(
                ErrorCode.ENGINE_REJECTED, "The engine refused the request: it answered %d.".formatted(status));
    }

    private static SluiceException unavailable(String why, @Nullable Duration wait, @Nullable Throwable cause) {
        return new EngineUnavailableException(
                new Failure(ErrorCode.ENGINE_UNAVAILABLE, "The engine is busy or away: " + why + ".", wait), cause);
    }

    private static String beginning(EgressResponse response) {
        try {
            String text = new String(response.body().readNBytes(LOGGED), StandardCharsets.UTF_8);
            return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }
}

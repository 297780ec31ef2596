package dev.sluice.intake.content;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.Locator;
import dev.sluice.security.egress.EgressSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many documents are fetched from one host at a time and in a second. Who is too many does not wait here, where he
 * would hold a slot that another document needs, but is sent away until it may be his turn: each at another time, so that
 * no more come back in a second than can be served.
 */
final class HostLimits {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_HOSTS = 10_000;

    private static final class Host {
        private int active;
        private double tokens;
        private Instant filledAt;
        private Instant promised = Instant.MIN;

        Host(double tokens, Instant filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }
    }

    /** Closed once the document has been fetched, or not. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final EgressSettings.PerHost limits;
    private final Duration spacing;
    private final Clock clock;
    private final Map<String, Host> hosts = new HashMap<>();

    /** @throws IllegalArgumentException with a sentence that names the key that is wrong */
    HostLimits(EgressSettings.PerHost limits, Clock clock) {
        if (limits.concurrent() < 1 || !(limits.perSecond() > 0)) {
            throw new IllegalArgumentException(
                    "sluice.egress.per-host.concurrent must be 1 or more, and per-second more than 0.");
        }
        this.limits = limits;
        this.spacing = Duration.ofNanos((long) Math.min(1e9 / limits.perSecond(), 3.6e12));
        this.clock = clock;
    }

    /**
     * May a document be fetched from its host now?
     *
     * @throws SluiceException {@code HOST_BUSY}, with the time after which it may be
     */
    synchronized Permit enter(Locator locator) {
        String name = host(locator);
        Instant now = clock.instant();
        forgetIdle(now);
        Host host = hosts.computeIfAbsent(name, unknown -> new Host(most(), now));
        fill(host, now);
        if (host.active >= limits.concurrent() || host.tokens < 1) {
            Instant earliest = now.plus(SHORTEST_WAIT);
            host.promised = (host.promised.isAfter(earliest) ? host.promised : earliest).plus(spacing);
            throw new SluiceException(
                    new Failure(
                            ErrorCode.HOST_BUSY,
                            "It waits its turn: other documents of %s are being fetched.".formatted(name),
                            Duration.between(now, host.promised)),
                    null);
        }
        host.active++;
        host.tokens--;
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                leave(host);
            }
        };
    }

    /** As many as may begin in one second, for that is how long everybody is sent away at least. */
    private double most() {
        return Math.max(1, limits.perSecond());
    }

    private void fill(Host host, Instant now) {
        double seconds = Math.max(0, Duration.between(host.filledAt, now).toNanos() / 1e9);
        host.tokens = Math.min(most(), host.tokens + seconds * limits.perSecond());
        host.filledAt = now;
    }

    private synchronized void leave(Host host) {
        host.active--;
    }

    private void forgetIdle(Instant now) {
        if (hosts.size() > MOST_HOSTS) {
            Instant idleSince = now.minus(spacing.multipliedBy(2)).minus(SHORTEST_WAIT);
            hosts.values()
                    .removeIf(host ->
                            host.active == 0 && host.filledAt.isBefore(idleSince) && !host.promised.isAfter(now));
        }
    }

    private static String host(Locator locator) {
        try {
            String host = URI.create(locator.label()).getHost();
            return host == null ? "nowhere" : host;
        } catch (IllegalArgumentException e) {
            return "nowhere"; // refused in a moment, by whoever connects
        }
    }
}

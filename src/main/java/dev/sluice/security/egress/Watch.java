package dev.sluice.security.egress;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** Ends an exchange when its time is over, wherever it is: by closing its connection. */
final class Watch implements AutoCloseable {
    private final Future<?> alarm;
    private @Nullable HttpUriRequestBase current;
    private boolean expired;

    Watch(Duration total, ScheduledExecutorService timer) {
        alarm = timer.schedule(this::end, total.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** From here on this is the request that would be ended. */
    synchronized void over(HttpUriRequestBase request) {
        current = request;
        if (expired) {
            request.abort();
        }
    }

    /** Ends it now. */
    synchronized void end() {
        expired = true;
        if (current != null) {
            current.abort();
        }
    }

    synchronized boolean expired() {
        return expired;
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}

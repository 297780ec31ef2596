package dev.sluice.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** When a depot is swept: it is listed whole, which takes long and may cost money. */
final class DepotRounds {
    private static final Duration INTERVAL = Duration.ofHours(6);

    private final AtomicReference<Instant> due = new AtomicReference<>(Instant.EPOCH);

    /** Whether it is time for the next round, which then begins. */
    boolean begin(Instant now) {
        Instant planned = due.get();
        return !now.isBefore(planned) && due.compareAndSet(planned, now.plus(INTERVAL));
    }
}

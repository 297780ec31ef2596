package dev.sluice.chaos;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a running hub again and again whether it is well. */
public final class HealthWatch implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Integer> otherAnswers = new ConcurrentLinkedQueue<>();

    /** Begins at once. */
    public HealthWatch(HubProcess hub) {
        thread.scheduleWithFixedDelay(
                () -> {
                    int status = hub.health();
                    if (status != 200) {
                        otherAnswers.add(status);
                    }
                },
                0,
                300,
                TimeUnit.MILLISECONDS);
    }

    /** Answers other than 200; -1: none. */
    public List<Integer> otherAnswers() {
        return List.copyOf(otherAnswers);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

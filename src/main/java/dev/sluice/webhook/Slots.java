package dev.sluice.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many more attempts each endpoint may have in progress on this node. One endpoint's attempts take nothing from
 * another's, and an endpoint that is overloaded or away gets fewer at a time until it answers again.
 */
final class Slots {
    private static final class Window {
        int width;
        int used;
    }

    private final int widest;
    private final Map<UUID, Window> windows = new HashMap<>();

    Slots(int widest) {
        this.widest = widest;
    }

    synchronized int free(UUID endpointId) {
        Window window = window(endpointId);
        return Math.max(0, window.width - window.used);
    }

    synchronized void taken(UUID endpointId, int attempts) {
        window(endpointId).used += attempts;
    }

    /** An attempt was over without anything that tells how the endpoint is. */
    synchronized void freed(UUID endpointId) {
        Window window = window(endpointId);
        window.used = Math.max(0, window.used - 1);
        notifyAll();
    }

    /** An attempt was over with that answer. */
    synchronized void freed(UUID endpointId, HttpAnswer answer) {
        Window window = window(endpointId);
        if (answer.overloaded()) {
            window.width = Math.max(1, window.width / 2);
        } else {
            window.width = Math.min(widest, window.width + 1);
        }
        freed(endpointId);
    }

    /** Waits until nothing is in progress, at most that many milliseconds. */
    synchronized void awaitIdle(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (windows.values().stream().anyMatch(window -> window.used > 0)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private Window window(UUID endpointId) {
        return windows.computeIfAbsent(endpointId, id -> {
            Window window = new Window();
            window.width = widest;
            return window;
        });
    }
}

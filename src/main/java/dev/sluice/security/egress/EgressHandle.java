package dev.sluice.security.egress;

import org.jspecify.annotations.Nullable;

/** Ends an exchange from another thread; the one that waits for it gets an {@link EgressException}. */
public final class EgressHandle {
    private @Nullable Runnable end;
    private boolean canceled;

    /** Hangs up, now or as soon as the exchange begins. */
    public void cancel() {
        Runnable now;
        synchronized (this) {
            canceled = true;
            now = end;
        }
        if (now != null) {
            now.run();
        }
    }

    void onCancel(Runnable action) {
        boolean now;
        synchronized (this) {
            end = action;
            now = canceled;
        }
        if (now) {
            action.run();
        }
    }
}

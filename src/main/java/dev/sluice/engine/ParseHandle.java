package dev.sluice.engine;

/** Lets another thread end a running extraction. One handle serves one extraction. */
public final class ParseHandle {
    private boolean aborted;
    private Runnable action = () -> {};

    /**
     * Ends the extraction: a waiting one does not start, a running one's process is killed at once. The call of
     * {@code extract} then fails with {@code CANCELED}. Without effect once the extraction has ended.
     */
    public synchronized void abort() {
        if (!aborted) {
            aborted = true;
            // Under the lock, so that nobody can hand a process on while it is being killed.
            action.run();
        }
    }

    /** Whether somebody asked for the end. */
    public synchronized boolean isAborted() {
        return aborted;
    }

    /** Says what ends the step now under way, replacing the step before; runs it here if the end was already asked for. */
    public synchronized void onAbort(Runnable step) {
        action = step;
        if (aborted) {
            step.run();
        }
    }

    /** Says that nothing is under way any more. */
    public synchronized void done() {
        action = () -> {};
    }
}

package dev.sluice.intake.remote;

import dev.sluice.intake.source.SourceReport;
import dev.sluice.intake.source.SourceSettings;

/** One source whose documents lie elsewhere, in this life of the program: how it is doing. */
public abstract class RemoteSource {
    private final SourceSettings source;
    private final SourceReport report;
    private volatile boolean stopped;
    private volatile boolean prepared;

    /** A source that nobody has looked at yet. */
    protected RemoteSource(SourceSettings source, SourceReport report) {
        this.source = source;
        this.report = report;
    }

    /** What it has in common with other sources. */
    public final SourceSettings source() {
        return source;
    }

    /** How it is doing. */
    public final SourceReport report() {
        return report;
    }

    /** Whether it is watched no longer, or with other settings: a look at it ends. */
    public final boolean isStopped() {
        return stopped;
    }

    /** It is watched no longer. */
    public final void stop() {
        stopped = true;
    }

    /** Whether batches that were begun under other settings are sealed. */
    public final boolean isPrepared() {
        return prepared;
    }

    /** They are sealed. */
    public final void prepared() {
        prepared = true;
    }
}

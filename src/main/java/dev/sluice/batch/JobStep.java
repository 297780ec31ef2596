package dev.sluice.batch;

/** What travels through the processing routes from step to step: whatever it has become, it knows its claim. */
public interface JobStep {
    /** The claim it belongs to. */
    ClaimedJob job();
}

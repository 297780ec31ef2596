package dev.sluice.batch;

/** Says which optional events somebody wants, so that nobody else pays for writing them. */
@FunctionalInterface
public interface EventInterest {
    /** Whether events of that type, such as {@code job.completed} or {@code job_run.progress}, have a reader. */
    boolean wants(String type);
}

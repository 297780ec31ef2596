package dev.sluice.batch;

/** Says which optional events somebody wants, so that nobody else pays for writing them; and hears that some came. */
@FunctionalInterface
public interface EventInterest {
    /** Whether events of that type, such as {@code job.completed} or {@code job_run.progress}, have a reader. */
    boolean wants(String type);

    /**
     * Events of any type have been committed on this node. Only a hint that saves waiting: it is lost in a crash, so
     * whoever must act on every event also looks at the rows. Must return at once and throw nothing.
     */
    default void written() {}
}

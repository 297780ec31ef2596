package dev.sluice.batch;

/**
 * A batch in a list.
 *
 * @param workers how many of its jobs may be ready or running at a time
 * @param running how many of the {@code active} ones are running; the others are ready
 * @param revision grows with every change of its counters
 * @param retried whether any of its jobs was tried again; if none was, a job's place is its number in the list
 */
public record BatchEntry(Batch batch, int workers, int running, long revision, boolean retried) {}

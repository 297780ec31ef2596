package dev.sluice.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job in a list.
 *
 * @param seq its place in its batch, retries last
 * @param claimedAt while it runs: since when
 */
public record JobEntry(Job job, int seq, @Nullable Instant claimedAt) {}

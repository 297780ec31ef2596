package dev.sluice.batch;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which final jobs of a batch are tried again.
 *
 * @param states failed, canceled, or both
 * @param jobs only these; null: any
 * @param documents only those on these intake records; null: any
 * @param codes only those that ended with one of these; null: any
 */
public record RetryChoice(
        Set<JobState> states,
        @Nullable Set<UUID> jobs,
        @Nullable Set<UUID> documents,
        @Nullable Set<ErrorCode> codes) {
    /** Everything that is not completed. */
    public static final RetryChoice ALL = new RetryChoice(Set.of(JobState.FAILED, JobState.CANCELED), null, null, null);

    public RetryChoice {
        states = Set.copyOf(states);
        if (states.stream().anyMatch(state -> state != JobState.FAILED && state != JobState.CANCELED)) {
            throw new IllegalArgumentException("only failed and canceled jobs are tried again, not " + states);
        }
    }
}

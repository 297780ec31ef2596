package dev.sluice.batch;

import static dev.sluice.batch.JobState.CANCELED;
import static dev.sluice.batch.JobState.COMPLETED;
import static dev.sluice.batch.JobState.FAILED;
import static dev.sluice.batch.JobState.PENDING;
import static dev.sluice.batch.JobState.READY;
import static dev.sluice.batch.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The drawing in the README and the decision of the design, cell by cell. */
class JobMoveTest {
    private static final Map<JobState, Set<JobState>> LEGAL = new EnumMap<>(Map.of(
            PENDING, EnumSet.of(READY, CANCELED),
            READY, EnumSet.of(RUNNING, FAILED, CANCELED),
            RUNNING, EnumSet.of(READY, PENDING, COMPLETED, FAILED, CANCELED),
            COMPLETED, EnumSet.noneOf(JobState.class),
            FAILED, EnumSet.noneOf(JobState.class),
            CANCELED, EnumSet.noneOf(JobState.class)));

    @ParameterizedTest
    @EnumSource(JobState.class)
    void each_state_moves_where_it_may_and_nowhere_else(JobState from) {
        for (JobState to : JobState.values()) {
            assertThat(JobMove.between(from, to).isPresent())
                    .as("%s to %s", from, to)
                    .isEqualTo(LEGAL.getOrDefault(from, Set.of()).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_state_is_final_when_nothing_leads_out_of_it(JobState state) {
        assertThat(state.isFinal())
                .isEqualTo(LEGAL.getOrDefault(state, Set.of()).isEmpty());
    }
}

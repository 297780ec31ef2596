package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(new WakeUp());

    @Test
    void a_slot_is_free_from_the_hand_over_and_the_job_known_until_its_outcome_is_recorded() {
        ClaimedJob job = claim(UUID.randomUUID(), 1);
        inFlight.claimed(List.of(job));
        assertThat(occupied()).isEqualTo(1);
        inFlight.handOver(Outcome.completed(job, null));
        inFlight.handOver(Outcome.completed(job, null));
        assertThat(occupied()).isZero();
        assertThat(inFlight.knows(job.jobId(), 1)).isTrue();
        inFlight.forget(List.of(job, job));
        assertThat(inFlight.jobIds()).isEmpty();
        assertThat(occupied()).isZero();
        assertThat(inFlight.running()).isZero();
    }

    @Test
    void a_group_is_the_last_one_when_nothing_runs_and_all_that_was_handed_over_is_in_it() {
        List<ClaimedJob> jobs = List.of(claim(UUID.randomUUID(), 1), claim(UUID.randomUUID(), 1));
        inFlight.claimed(jobs);
        inFlight.handOver(Outcome.completed(jobs.get(0), null));
        assertThat(inFlight.isLastGroup(1)).isFalse();
        inFlight.handOver(Outcome.completed(jobs.get(1), null));
        assertThat(inFlight.isLastGroup(1)).isFalse();
        assertThat(inFlight.isLastGroup(2)).isTrue();
        inFlight.forget(jobs);
        assertThat(inFlight.isLastGroup(0)).isTrue();
    }

    @Test
    void a_job_claimed_again_takes_the_place_of_its_older_attempt() {
        UUID id = UUID.randomUUID();
        ClaimedJob older = claim(id, 1);
        ClaimedJob newer = claim(id, 2);
        AtomicInteger stopped = new AtomicInteger();
        inFlight.claimed(List.of(older));
        inFlight.onAbort(older, stopped::incrementAndGet);
        inFlight.claimed(List.of(newer));
        assertThat(stopped).hasValue(1);
        assertThat(occupied()).isEqualTo(1);

        inFlight.handOver(Outcome.completed(older, null));
        inFlight.forget(List.of(older));
        assertThat(occupied()).as("the older attempt no longer counts").isEqualTo(1);
        inFlight.handOver(Outcome.completed(newer, null));
        assertThat(inFlight.isLastGroup(1)).isTrue();
        inFlight.forget(List.of(newer));
        assertThat(occupied()).isZero();
        assertThat(inFlight.running()).isZero();
    }

    @Test
    void an_older_attempt_that_was_taken_away_does_not_stop_the_newer_one() {
        UUID id = UUID.randomUUID();
        ClaimedJob newer = claim(id, 2);
        AtomicInteger stopped = new AtomicInteger();
        inFlight.claimed(List.of(newer));
        inFlight.onAbort(newer, stopped::incrementAndGet);
        inFlight.takenAway(Map.of(id, 1));
        assertThat(stopped).hasValue(0);
        inFlight.takenAway(Map.of(id, 2));
        inFlight.takenAway(Map.of(id, 2));
        assertThat(stopped).hasValue(1);
    }

    @Test
    void whoever_registers_after_the_abort_is_stopped_at_once() {
        ClaimedJob job = claim(UUID.randomUUID(), 1);
        AtomicInteger stopped = new AtomicInteger();
        inFlight.claimed(List.of(job));
        inFlight.abort(List.of(job.jobId()));
        inFlight.onAbort(job, stopped::incrementAndGet);
        assertThat(stopped).hasValue(1);
    }

    private int occupied() {
        return inFlight.occupied(Operation.EXTRACT, "embedded", Lane.SINGLE);
    }

    private static ClaimedJob claim(UUID id, int attempt) {
        return new ClaimedJob(id, null, "default", null, Operation.EXTRACT, "embedded", Lane.SINGLE, attempt, 0);
    }
}

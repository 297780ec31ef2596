package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    @Test
    void batches_leave_a_slot_to_single_runs() {
        assertThat(new Slots(4, 0, 0).freeFor(Lane.BATCH)).isEqualTo(3);
        assertThat(new Slots(4, 0, 3).freeFor(Lane.BATCH)).isZero();
        assertThat(new Slots(4, 0, 3).freeFor(Lane.SINGLE)).isEqualTo(1);
    }

    @Test
    void single_runs_leave_a_quarter_to_batches() {
        assertThat(new Slots(8, 6, 0).freeFor(Lane.SINGLE)).isZero();
        assertThat(new Slots(8, 6, 0).freeFor(Lane.BATCH)).isEqualTo(2);
    }

    @Test
    void one_slot_serves_both() {
        assertThat(new Slots(1, 0, 0).freeFor(Lane.SINGLE)).isEqualTo(1);
        assertThat(new Slots(1, 0, 0).freeFor(Lane.BATCH)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 64})
    void never_more_than_there_are(int slots) {
        for (int singles = 0; singles <= slots; singles++) {
            for (int batches = 0; singles + batches <= slots; batches++) {
                for (Lane lane : Lane.values()) {
                    assertThat(new Slots(slots, singles, batches).freeFor(lane))
                            .isBetween(0, slots - singles - batches);
                }
            }
        }
    }
}

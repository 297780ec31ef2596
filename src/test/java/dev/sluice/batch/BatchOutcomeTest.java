package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchOutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,0,EMPTY",
        "3,0,0,SUCCEEDED",
        "2,1,0,PARTIAL",
        "2,0,1,PARTIAL",
        "0,3,0,FAILED",
        "0,1,2,FAILED",
        "0,0,3,FAILED"
    })
    void the_outcome_is_a_function_of_the_counters(int completed, int failed, int canceled, BatchOutcome outcome) {
        BatchCounts counts = new BatchCounts(completed + failed + canceled, 0, 0, completed, failed, canceled);

        assertThat(BatchOutcome.of(counts)).isEqualTo(outcome);
    }

    @Test
    void counters_that_do_not_add_up_cannot_exist() {
        assertThatThrownBy(() -> new BatchCounts(3, 1, 0, 1, 0, 0)).hasMessageContaining("do not add up");
    }
}

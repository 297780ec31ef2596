package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    private final RetryPolicy policy =
            new RetryPolicy(new JobSettings(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), 5));

    @Test
    void a_transient_failure_waits_as_the_schedule_says_and_fails_after_its_end() {
        Failure failure = new Failure(ErrorCode.STORAGE_UNAVAILABLE, "The store did not answer.");

        assertThat(policy.judge(failure, 0)).isEqualTo(new RetryPolicy.Verdict(Duration.ofSeconds(5), failure));
        assertThat(policy.judge(failure, 1)).isEqualTo(new RetryPolicy.Verdict(Duration.ofSeconds(30), failure));
        assertThat(policy.judge(failure, 2)).isEqualTo(new RetryPolicy.Verdict(null, failure));
    }

    @Test
    void who_asks_for_a_longer_wait_gets_it() {
        Failure longer = new Failure(ErrorCode.SOURCE_UNAVAILABLE, "It is busy.", Duration.ofSeconds(20));

        assertThat(policy.judge(longer, 0).retryIn()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.judge(longer, 1).retryIn()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.judge(longer, 2).retryIn()).isNull();
    }

    @Test
    void a_document_that_hits_a_limit_is_tried_once_more_and_then_set_aside() {
        Failure failure = new Failure(ErrorCode.PARSER_TIMEOUT, "Parsing took longer than 2 minutes.");

        assertThat(policy.judge(failure, 0)).isEqualTo(new RetryPolicy.Verdict(Duration.ZERO, failure));
        RetryPolicy.Verdict second = policy.judge(failure, 1);
        assertThat(second.retryIn()).isNull();
        assertThat(second.failure().code()).isEqualTo(ErrorCode.QUARANTINED);
        assertThat(second.failure().message()).contains("PARSER_TIMEOUT", "longer than 2 minutes");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"EMPTY_FILE", "PASSWORD_PROTECTED", "CORRUPT_DOCUMENT", "OUTPUT_NOT_WRITABLE", "CANCELED"})
    void what_a_retry_cannot_change_fails_at_once(ErrorCode code) {
        Failure failure = new Failure(code, "No.");

        assertThat(policy.judge(failure, 0)).isEqualTo(new RetryPolicy.Verdict(null, failure));
    }
}

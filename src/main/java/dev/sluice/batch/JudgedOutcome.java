package dev.sluice.batch;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An outcome and what it means for the job: completed, failed, or open again with a time to wait. */
record JudgedOutcome(
        ClaimedJob job,
        @Nullable UUID artifactId,
        @Nullable Failure failure,
        @Nullable Duration retryIn) {

    static JudgedOutcome of(Outcome outcome, RetryPolicy policy) {
        Failure failure = outcome.failure();
        if (failure == null) {
            return new JudgedOutcome(outcome.job(), outcome.artifactId(), null, null);
        }
        RetryPolicy.Verdict verdict = policy.judge(failure, outcome.job().failures());
        return new JudgedOutcome(outcome.job(), null, verdict.failure(), verdict.retryIn());
    }

    UUID jobId() {
        return job.jobId();
    }

    int attempt() {
        return job.attempt();
    }

    /** How many more attempts have failed by it. */
    int failures() {
        return failure == null || failure.code().isDeferral() ? 0 : 1;
    }

    /** The word for the row: a job that waits for a retry stays open. */
    String rowState() {
        if (failure == null) {
            return "completed";
        }
        return retryIn == null ? "failed" : "open";
    }

    @Nullable
    Long retryMillis() {
        return retryIn == null ? null : retryIn.toMillis();
    }

    @Nullable
    String errorCode() {
        return failure == null ? null : failure.code().name();
    }

    @Nullable
    String errorText() {
        return failure == null ? null : failure.message();
    }
}

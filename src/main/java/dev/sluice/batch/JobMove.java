package dev.sluice.batch;

import java.util.Arrays;
import java.util.Optional;

/** Every legal move of a job: the closed table that the statements of this package carry out. */
enum JobMove {
    /** A slot of the batch's window is free. */
    RELEASE(JobState.PENDING, JobState.READY),
    /** A node takes it; the attempt grows. */
    CLAIM(JobState.READY, JobState.RUNNING),
    /** The node's lease or the claim's deadline ran out, or the node found it lost. */
    PUT_BACK(JobState.RUNNING, JobState.READY),
    /** A transient failure with attempts left: due later. */
    BACK_OFF(JobState.RUNNING, JobState.PENDING),
    COMPLETE(JobState.RUNNING, JobState.COMPLETED),
    FAIL(JobState.RUNNING, JobState.FAILED),
    /** Lost more often than allowed, found while nobody works on it. */
    GIVE_UP(JobState.READY, JobState.FAILED),
    CANCEL_PENDING(JobState.PENDING, JobState.CANCELED),
    CANCEL_READY(JobState.READY, JobState.CANCELED),
    CANCEL_RUNNING(JobState.RUNNING, JobState.CANCELED);

    private final JobState from;
    private final JobState to;

    JobMove(JobState from, JobState to) {
        this.from = from;
        this.to = to;
    }

    /** The move between two states, if there is one. */
    static Optional<JobMove> between(JobState from, JobState to) {
        return Arrays.stream(values()).filter(m -> m.from == from && m.to == to).findFirst();
    }
}

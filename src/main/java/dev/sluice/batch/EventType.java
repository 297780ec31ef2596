package dev.sluice.batch;

/** Every native event type. */
public enum EventType {
    JOB_RUN_CREATED("job_run.created", true),
    JOB_RUN_STARTED("job_run.started", false),
    JOB_RUN_PROGRESS("job_run.progress", false),
    JOB_RUN_COMPLETED("job_run.completed", true),
    JOB_RUN_FAILED("job_run.failed", true),
    JOB_RUN_CANCELLED("job_run.cancelled", true),
    JOB_CREATED("job.created", false),
    JOB_STARTED("job.started", false),
    JOB_COMPLETED("job.completed", false),
    JOB_FAILED("job.failed", false),
    JOB_CANCELLED("job.cancelled", false);

    private final String word;
    private final boolean always;

    EventType(String word, boolean always) {
        this.word = word;
        this.always = always;
    }

    /** The type as it is sent. */
    public String word() {
        return word;
    }

    /** Whether it is written even if nobody subscribes at the moment; the others only if somebody does. */
    boolean always() {
        return always;
    }

    /** The terminal event of a batch with that status. */
    static EventType ofFinal(BatchStatus status) {
        return switch (status) {
            case COMPLETED -> JOB_RUN_COMPLETED;
            case FAILED -> JOB_RUN_FAILED;
            case CANCELED -> JOB_RUN_CANCELLED;
            case RECEIVING, PROCESSING -> throw new IllegalArgumentException("not final: " + status);
        };
    }

    /** The terminal event of a job in that state. */
    static EventType ofFinal(JobState state) {
        return switch (state) {
            case COMPLETED -> JOB_COMPLETED;
            case FAILED -> JOB_FAILED;
            case CANCELED -> JOB_CANCELLED;
            case PENDING, READY, RUNNING -> throw new IllegalArgumentException("not final: " + state);
        };
    }
}

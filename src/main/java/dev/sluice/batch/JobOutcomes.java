package dev.sluice.batch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Makes outcomes of what the processing route ends with; the job's slot is free from then on. */
public class JobOutcomes {
    private static final Logger log = LoggerFactory.getLogger(JobOutcomes.class);

    private final InFlight inFlight;

    JobOutcomes(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /** The attempt ended with a result, or without one if the operation has none. */
    public Outcome completed(JobStep last) {
        return inFlight.handOver(
                Outcome.completed(last.job(), last instanceof JobResult result ? result.artifactId() : null));
    }

    /** The attempt ended with an error; what Sluice does not know is an internal error, logged in full. */
    public Outcome failed(JobStep last, Throwable error) {
        return inFlight.handOver(Outcome.failed(last.job(), failureOf(last.job(), error)));
    }

    /**
     * No engine of that name serves the operation.
     *
     * @throws SluiceException always
     */
    public void noEngine(ClaimedJob job) {
        throw new SluiceException(
                ErrorCode.ENGINE_NOT_CONFIGURED,
                "No engine '%s' serves the operation '%s'; see sluice.engine in the configuration."
                        .formatted(job.engine(), job.operation().word()));
    }

    private static Failure failureOf(ClaimedJob job, Throwable error) {
        try (MDC.MDCCloseable jobId = MDC.putCloseable("jobId", job.jobId().toString());
                MDC.MDCCloseable batchId = MDC.putCloseable("batchId", String.valueOf(job.batchId()))) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof SluiceException known) {
                    Failure failure = known.failure();
                    if (failure.code().isDeferral()) {
                        log.debug("Job {} waits its turn: {}", job.jobId(), failure.message());
                    } else {
                        log.info(
                                "Job {} failed in attempt {}: {}, {}",
                                job.jobId(),
                                job.attempt(),
                                failure.code(),
                                failure.message());
                    }
                    return failure;
                }
            }
            log.error("Job {} failed unexpectedly in attempt {}.", job.jobId(), job.attempt(), error);
        }
        return new Failure(
                ErrorCode.INTERNAL_ERROR,
                "Something unexpected went wrong (%s); the log has the details."
                        .formatted(error.getClass().getSimpleName()));
    }
}

package dev.sluice.api.extractform;

import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchOutcome;
import dev.sluice.batch.BatchPhase;
import dev.sluice.batch.ErrorKind;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The dialect's words for what the core knows, one to one, and back. */
final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    /** RunStatus. */
    enum RunStatus {
        PENDING(BatchPhase.WAITING),
        PROCESSING(BatchPhase.WORKING),
        COMPLETED(BatchPhase.DONE),
        FAILED(BatchPhase.FAILED),
        CANCELLED(BatchPhase.CANCELED);

        final BatchPhase phase;

        RunStatus(BatchPhase phase) {
            this.phase = phase;
        }

        static RunStatus of(Batch batch) {
            BatchPhase phase = BatchPhase.of(batch);
            for (RunStatus status : values()) {
                if (status.phase == phase) {
                    return status;
                }
            }
            throw new IllegalStateException("no word for " + phase);
        }
    }

    /** JobStatus. */
    enum JobStatus {
        PENDING(JobState.PENDING),
        QUEUED(JobState.READY),
        PROCESSING(JobState.RUNNING),
        COMPLETED(JobState.COMPLETED),
        FAILED(JobState.FAILED),
        CANCELLED(JobState.CANCELED);

        final JobState state;

        JobStatus(JobState state) {
            this.state = state;
        }

        static JobStatus of(JobState state) {
            for (JobStatus status : values()) {
                if (status.state == state) {
                    return status;
                }
            }
            throw new IllegalStateException("no word for " + state);
        }
    }

    /** JobType. */
    enum JobType {
        EXTRACTION(Operation.EXTRACT),
        SCHEMA(Operation.SCHEMA),
        TABLES(Operation.TABLES),
        SPLIT(Operation.SPLIT),
        CLASSIFICATION(Operation.CLASSIFY);

        final Operation operation;

        JobType(Operation operation) {
            this.operation = operation;
        }

        static JobType of(Operation operation) {
            for (JobType type : values()) {
                if (type.operation == operation) {
                    return type;
                }
            }
            throw new IllegalStateException("no word for " + operation);
        }
    }

    /** Where a run's documents came from. */
    enum Source {
        UPLOAD,
        INTEGRATION,
        URLS,
        MIXED,
        WATCH,
        SCHEDULE
    }

    /** RunOutcome; null while there is none. */
    static @Nullable String outcome(@Nullable BatchOutcome outcome) {
        return outcome == null ? null : outcome == BatchOutcome.CANCELED ? "CANCELLED" : outcome.name();
    }

    /** The category of an error. */
    static String category(ErrorKind kind) {
        return kind == ErrorKind.CANCELED ? "CANCELLED" : kind.name();
    }

    /** A time in UTC with milliseconds; null stays null. */
    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : TIME.format(instant);
    }
}

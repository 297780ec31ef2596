package dev.sluice.api.extractform;

import dev.sluice.api.query.Query;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.JobState;
import dev.sluice.batch.RetryChoice;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries jobs of a run again. */
@Component
class RunRetry {
    private static final int MOST = 1_000;

    /**
     * What is asked for.
     *
     * @param scope {@code failed} (the default), {@code cancelled} or {@code all}, which is both
     * @param jobIds only these, at most 1,000; null: all of the scope
     * @param sourceIds only those on these documents, by the ids of their intake records, at most 1,000; null: any
     * @param errorCodes only those that ended so; null: whatever the code
     */
    record Body(
            @Nullable String scope,
            @Nullable List<String> jobIds,
            @Nullable List<String> sourceIds,
            @Nullable List<String> errorCodes) {}

    /**
     * What was done.
     *
     * @param retried jobs that are tried again, by a new job each
     * @param skipped of the jobs or documents that were named, those that are not: no job of this run, not ended so, tried already
     */
    record Answer(int retried, int skipped) {}

    private final BatchService service;

    RunRetry(BatchService service) {
        this.service = service;
    }

    Answer retry(Batch batch, @Nullable Body body) {
        Body asked = body == null ? new Body(null, null, null, null) : body;
        if (asked.jobIds() != null && asked.sourceIds() != null) {
            throw Query.wrong("sourceIds", "and jobIds exclude each other: name jobs or documents");
        }
        Set<UUID> jobs = ids("jobIds", asked.jobIds());
        Set<UUID> documents = ids("sourceIds", asked.sourceIds());
        RetryChoice choice = new RetryChoice(states(asked.scope()), jobs, documents, codes(asked.errorCodes()));
        int retried = service.retry(batch.id(), choice).size();
        List<String> ids = asked.jobIds() == null ? asked.sourceIds() : asked.jobIds();
        int named = ids == null ? retried : new HashSet<>(ids).size();
        return new Answer(retried, named - retried);
    }

    private static Set<JobState> states(@Nullable String scope) {
        return switch (scope == null ? "failed" : scope) {
            case "failed" -> EnumSet.of(JobState.FAILED);
            case "cancelled" -> EnumSet.of(JobState.CANCELED);
            case "all" -> EnumSet.of(JobState.FAILED, JobState.CANCELED);
            default -> throw Query.wrong("scope", "must be failed, cancelled or all");
        };
    }

    private static @Nullable Set<UUID> ids(String name, @Nullable List<String> ids) {
        if (ids == null) {
            return null;
        }
        if (ids.isEmpty() || ids.size() > MOST) {
            throw Query.wrong(name, "must name 1 to " + MOST);
        }
        Set<UUID> known = new HashSet<>();
        for (String id : ids) {
            Query.parse(id).ifPresent(known::add);
        }
        return known;
    }

    private static @Nullable Set<ErrorCode> codes(@Nullable List<String> words) {
        if (words == null) {
            return null;
        }
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        for (int i = 0; i < words.size(); i++) {
            try {
                codes.add(ErrorCode.valueOf(String.valueOf(words.get(i))));
            } catch (IllegalArgumentException e) {
                throw Query.wrong("errorCodes[" + i + "]", "is no code that a job can fail with");
            }
        }
        if (codes.isEmpty()) {
            throw Query.wrong("errorCodes", "must name at least one code");
        }
        return codes;
    }
}

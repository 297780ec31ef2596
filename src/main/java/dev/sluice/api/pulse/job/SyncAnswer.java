package dev.sluice.api.pulse.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.util.UuidUtil;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.answer.JsonAnswer;
import dev.sluice.api.pulse.answer.PulseOrigin;
import dev.sluice.api.pulse.answer.PulseTime;
import dev.sluice.api.pulse.error.JobProblem;
import dev.sluice.api.pulse.result.JobResults;
import dev.sluice.api.submit.SingleRuns;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.View;

/**
 * What a synchronous call answers once its job has been accepted: the result, why there is none, or, when that takes too
 * long, what an asynchronous call answers, so that the client can ask for the job. Never 5xx: both SDKs would send the
 * request again, which would make another job.
 */
@Component
public class SyncAnswer {
    private static final Logger log = LoggerFactory.getLogger(SyncAnswer.class);

    private final SingleRuns runs;
    private final JobResults results;
    private final PulseOrigin origin;
    private final ObjectMapper mapper;

    SyncAnswer(SingleRuns runs, JobResults results, PulseOrigin origin, ObjectMapper mapper) {
        this.origin = origin;
        this.runs = runs;
        this.results = results;
        this.mapper = mapper;
    }

    /**
     * Answers when the job has ended; no thread is held until then. To be returned from a controller's method.
     *
     * @param accepted what an asynchronous call answers, a JSON object with {@code job_id}
     */
    public DeferredResult<View> later(HttpServletRequest request, Answer accepted) {
        DeferredResult<View> answer = new DeferredResult<>(0L); // the wait itself has an end
        runs.end(ApiClient.of(request).tenantId(), jobId(accepted)).whenComplete((job, failure) -> {
            if (job != null && job.state() != JobState.COMPLETED && job.state().isFinal()) {
                answer.setErrorResult(JobProblem.of(job));
            } else {
                answer.setResult((model, again, response) -> {
                    response.setLocale(null); // what Spring sets for views, with a charset, does not belong to JSON
                    response.setCharacterEncoding(null);
                    write(again, response, job, accepted);
                });
            }
        });
        return answer;
    }

    /** What an asynchronous call answers: {@code {job_id, status, message, queuedAt}}. */
    public static ObjectNode pending(UUID jobId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("job_id", jobId.toString())
                .put("status", "pending")
                .put("message", "The job is queued; ask for it with GET /job/" + jobId + ".")
                .put("queuedAt", PulseTime.of(UuidUtil.getInstant(jobId)));
    }

    /** Answers at once, as an asynchronous call does. */
    public void now(HttpServletResponse response, Answer accepted) throws IOException {
        if (accepted.replayed()) {
            response.setHeader(Answer.REPLAYED_HEADER, "true");
        }
        JsonAnswer.write(response, accepted.status(), accepted.body().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Answers with what became of a job.
     *
     * @param job null if that could not be found out
     * @throws dev.sluice.http.ApiException with status 4xx if it failed or was canceled
     */
    public void write(HttpServletRequest request, HttpServletResponse response, @Nullable Job job, Answer accepted)
            throws IOException {
        if (job != null && job.state() != JobState.COMPLETED && job.state().isFinal()) {
            throw JobProblem.of(job);
        }
        if (job == null || !job.state().isFinal()) {
            now(response, accepted);
            return;
        }
        try (Spool result = result(job, origin.of(request))) {
            if (result.size() == 0) {
                now(response, accepted);
                return;
            }
            if (accepted.replayed()) {
                response.setHeader(Answer.REPLAYED_HEADER, "true");
            }
            response.setStatus(200);
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLengthLong(result.size());
            result.copyTo(response.getOutputStream());
        }
    }

    /** Empty if it cannot be read just now: the client then asks for the job. */
    private Spool result(Job job, String from) {
        try {
            return results.get(job, from);
        } catch (IOException | RuntimeException e) {
            log.error("The result of job {} cannot be read.", job.id(), e);
            return new Spool();
        }
    }

    private UUID jobId(Answer accepted) {
        try {
            return UUID.fromString(
                    mapper.readTree(accepted.body()).path("job_id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

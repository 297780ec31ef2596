package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.pulse.chain.StageStep;
import dev.sluice.api.pulse.error.JobProblem;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.extract.ExtractStep;
import dev.sluice.api.pulse.job.SyncAnswer;
import dev.sluice.api.pulse.request.Fingerprint;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.submit.BatchSubmission;
import dev.sluice.api.submit.DocumentSet;
import dev.sluice.api.submit.SingleRuns;
import dev.sluice.api.submit.Submission;
import dev.sluice.api.upload.Upload;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import dev.sluice.http.ApiException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs pipelines: the bean of {@code advance-pipelines}. A pipeline is a row, and each of its steps an ordinary job or
 * batch, begun in the transaction that notes it in the row: whatever node ends, another goes on where it was.
 */
@Component
public class Pipelines {
    private static final Logger log = LoggerFactory.getLogger(Pipelines.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int MOST_FAILURES = 20;
    private static final int AT_A_TIME = 200;

    private final PipelineParser parser;
    private final PipelineTable table;
    private final PipelineWaits waits;
    private final ExtractStep extractions;
    private final StageStep stages;
    private final BatchSubmission submissions;
    private final SingleRuns runs;
    private final BatchReader reader;
    private final BatchService batches;
    private final IdempotencyKeys keys;
    private final Ids ids;
    private final Clock clock;
    private final ObjectMapper mapper;
    private final TransactionTemplate transactions;

    Pipelines(
            PipelineParser parser,
            PipelineTable table,
            PipelineWaits waits,
            ExtractStep extractions,
            StageStep stages,
            BatchSubmission submissions,
            SingleRuns runs,
            BatchReader reader,
            BatchService batches,
            IdempotencyKeys keys,
            Ids ids,
            Clock clock,
            ObjectMapper mapper,
            DataSource dataSource) {
        this.parser = parser;
        this.table = table;
        this.waits = waits;
        this.extractions = extractions;
        this.stages = stages;
        this.submissions = submissions;
        this.runs = runs;
        this.reader = reader;
        this.batches = batches;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.mapper = mapper;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * What was accepted.
     *
     * @param later whether the client does not wait for the result
     */
    record Accepted(Answer answer, boolean later) {}

    /** Takes a request in charge: its first step has begun when this returns. */
    Accepted accept(String tenantId, @Nullable String key, Upload upload) throws IOException {
        PipelineRequest request = parser.parse(tenantId, upload);
        Answer answer = keys.once(tenantId, key, Fingerprint.of(request.facts()), () -> {
            UUID id = ids.next();
            UUID first = begin(tenantId, request);
            table.insert(
                    tenantId, id, request.steps(), request.warnings(), new Step.Begun(first, clock.instant(), null));
            return new Answer(202, pending(id, request.warnings()).toString());
        });
        UUID id = id(answer);
        table.find(tenantId, id).ifPresent(this::hasten);
        return new Accepted(answer, request.later());
    }

    private UUID begin(String tenantId, PipelineRequest request) {
        if (request.steps().get(0).name() == Step.Name.EXTRACT) {
            return extractions.submit(
                    tenantId, request.options(), request.documents().get(0));
        }
        BatchTarget kept = BatchTarget.of(
                request.options().stored(),
                request.options().warnings(),
                request.options().twice());
        return submissions.accept(new Submission(
                tenantId,
                Operation.EXTRACT,
                request.options().options().toString(),
                kept.write(mapper),
                request.workers(),
                null,
                DocumentSet.of(request.documents()),
                extractions.engine(request.options())));
    }

    private static ObjectNode pending(UUID id, List<String> warnings) {
        ObjectNode answer = SyncAnswer.pending(id);
        answer.remove("queuedAt");
        if (!warnings.isEmpty()) {
            warnings.forEach(answer.putArray("warnings")::add);
        }
        return answer;
    }

    UUID id(Answer accepted) {
        try {
            return UUID.fromString(
                    mapper.readTree(accepted.body()).path("job_id").asText());
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours is no JSON", e);
        }
    }

    /** Goes on with it as soon as its single job ends on this node, without waiting for the next look. */
    private void hasten(PipelineRun run) {
        Step.Begun last = run.begun().get(run.begun().size() - 1);
        if (!run.isFinal() && run.steps().get(run.begun().size() - 1).name() != Step.Name.BATCH_EXTRACT) {
            runs.end(run.tenantId(), last.id())
                    .whenComplete((job, failure) -> waits.execute(() -> advance(run.tenantId(), run.id())));
        }
    }

    /** Looks at those that may have come further, and tells those who wait for one. */
    public void advanceDue() {
        for (PipelineTable.Due due : table.due(AT_A_TIME)) {
            advance(due.tenantId(), due.id());
        }
        waits.look(table::find);
    }

    private void advance(String tenantId, UUID id) {
        try {
            Boolean further = transactions.execute(
                    status -> table.lock(tenantId, id).map(this::move).orElse(false));
            if (Boolean.TRUE.equals(further)) {
                table.find(tenantId, id).ifPresent(run -> {
                    hasten(run);
                    waits.moved(run);
                });
            }
        } catch (ApiException e) {
            table.failed(tenantId, id, e.problem().code(), e.problem().message());
            table.find(tenantId, id).ifPresent(waits::moved);
        } catch (RuntimeException e) {
            postpone(tenantId, id, e);
        }
    }

    private void postpone(String tenantId, UUID id, RuntimeException why) {
        log.warn("Pipeline {} cannot be moved on now; it is tried again.", id, why);
        int failures = table.find(tenantId, id).map(PipelineRun::failures).orElse(0);
        if (failures >= MOST_FAILURES) {
            table.failed(
                    tenantId, id, PulseError.PROC_001.name(), "A step could not be begun; the log has the details.");
        } else {
            table.postponed(tenantId, id, Duration.ofMillis(500L << Math.min(7, failures)));
        }
    }

    /** One step further, if the current one has ended, and whether it had; the caller holds the row. */
    private boolean move(PipelineRun run) {
        List<Step.Begun> begun = new ArrayList<>(run.begun());
        Step.Begun last = begun.get(begun.size() - 1);
        Optional<Instant> ended = ended(run, last);
        if (ended.isEmpty()) {
            table.looked(run, LOOK_AGAIN);
            return false;
        }
        begun.set(begun.size() - 1, new Step.Begun(last.id(), last.began(), ended.get()));
        if (begun.size() < run.steps().size()) {
            begun.add(new Step.Begun(next(run, begun), clock.instant(), null));
            table.moved(run, begun, LOOK_AGAIN);
        } else {
            table.moved(run, begun, LOOK_AGAIN);
            table.completed(run.tenantId(), run.id());
        }
        return true;
    }

    /**
     * When the step was completed; empty if it still runs.
     *
     * @throws ApiException if it failed
     */
    private Optional<Instant> ended(PipelineRun run, Step.Begun step) {
        Optional<Batch> batch = reader.batch(run.tenantId(), step.id());
        if (batch.isPresent()) {
            Batch found = batch.get();
            if (!found.status().isFinal()) {
                return Optional.empty();
            }
            if (found.counts().completed() == 0) {
                throw PulseError.JOB_002.because(
                        "None of the documents was extracted; GET /job/" + step.id() + " says why.");
            }
            return Optional.ofNullable(found.finishedAt());
        }
        Job job = reader.job(run.tenantId(), step.id()).orElseThrow();
        if (!job.state().isFinal()) {
            return Optional.empty();
        }
        if (job.state() != JobState.COMPLETED) {
            throw JobProblem.of(job);
        }
        return Optional.ofNullable(job.endedAt());
    }

    /** Begins the next step, on the extraction or, topic by topic, on the split. */
    private UUID next(PipelineRun run, List<Step.Begun> begun) {
        Step step = run.steps().get(begun.size());
        ObjectNode body =
                step.body() == null ? mapper.createObjectNode() : step.body().deepCopy();
        List<Step> before = run.steps().subList(0, begun.size());
        if (PipelineParser.bySplit(before, step.name(), body)) {
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i).name() == Step.Name.SPLIT) {
                    body.put("split_id", begun.get(i).id().toString());
                }
            }
        } else {
            body.put("extraction_id", begun.get(0).id().toString());
        }
        return stages.submit(run.tenantId(), PipelineParser.operation(step.name()), body);
    }

    /** Ends it with the step that it is at; empty if there is none of this id. */
    Optional<String> cancel(String tenantId, UUID id) {
        return transactions.execute(status -> table.lockWaiting(tenantId, id).map(run -> {
            if (run.isFinal()) {
                return "The pipeline was " + run.status() + " already.";
            }
            Step.Begun last = run.begun().get(run.begun().size() - 1);
            if (reader.batch(tenantId, last.id()).isPresent()) {
                batches.cancel(last.id());
            } else {
                batches.cancelJob(last.id());
            }
            table.canceled(tenantId, id);
            return "Pipeline cancelled; steps that were finished keep their results.";
        }));
    }
}

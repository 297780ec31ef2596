package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.submit.SingleRun;
import dev.sluice.api.submit.SingleRuns;
import dev.sluice.batch.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes single stages in charge, in the caller's transaction: one job, on one result or on several together. */
@Component
class ChainedRuns {
    /** More would be no composite that anybody reads, and each is opened while the job runs. */
    private static final int MOST_INPUTS = 10_000;

    private final References references;
    private final BatchChildren children;
    private final Stages stages;
    private final LeftOut leftOut;
    private final SavedConfigs saved;
    private final SingleRuns runs;
    private final ObjectMapper mapper;

    ChainedRuns(
            References references,
            BatchChildren children,
            Stages stages,
            LeftOut leftOut,
            SavedConfigs saved,
            SingleRuns runs,
            ObjectMapper mapper) {
        this.references = references;
        this.children = children;
        this.stages = stages;
        this.leftOut = leftOut;
        this.saved = saved;
        this.runs = runs;
        this.mapper = mapper;
    }

    /**
     * Writes it down.
     *
     * @return what the client of an asynchronous call is answered
     * @throws dev.sluice.http.ApiException {@code JOB_001}, {@code JOB_002} or {@code REQ_003}; then nothing is written
     */
    Answer accept(String tenantId, Stage stage) {
        Selection selection = stage.selection();
        boolean isBatch = stage.operation() == Operation.SCHEMA
                && !selection.isList()
                && !selection.isSplit()
                && references.isBatch(tenantId, selection.id());
        List<LeftOut.Item> others = new ArrayList<>();
        References.FinalBatch from = isBatch ? references.batch(tenantId, selection) : null;
        List<Source> sources =
                from == null ? references.listed(tenantId, selection) : completed(tenantId, selection, from, others);
        require(selection, sources.size());
        if (selection.isSplit()) {
            stages.requireTopics(stage, new ArrayList<>(references.options(tenantId, sources)));
        }
        boolean merged = isBatch || selection.isList();
        UUID jobId = runs.submit(SingleRun.on(
                sources.stream().map(Source::artifactId).toList(),
                tenantId,
                stage.operation(),
                stage.config().options().toString(),
                BatchTarget.of(null, stage.warnings(), stage.config().version(), merged)
                        .write(mapper)));
        if (from != null) {
            leftOut.add(tenantId, jobId, leftOut.inherit(tenantId, jobId, from.id()), others);
        }
        String template = stage.config().template();
        if (template != null) {
            saved.templates().keep(tenantId, jobId, template);
        }
        return new Answer(202, answer(stage, jobId).toString());
    }

    private List<Source> completed(
            String tenantId, Selection selection, References.FinalBatch from, List<LeftOut.Item> others) {
        require(selection, from.completed());
        List<Source> sources = new ArrayList<>();
        children.each(tenantId, from, page -> {
            sources.addAll(page.completed());
            others.addAll(page.others());
        });
        return sources;
    }

    private static void require(Selection selection, int inputs) {
        if (inputs > MOST_INPUTS) {
            throw PulseError.REQ_003.because("%s names %,d extractions; at most %,d are merged into one result."
                    .formatted(selection.parameter(), inputs, MOST_INPUTS));
        }
    }

    private ObjectNode answer(Stage stage, UUID jobId) {
        ObjectNode answer = mapper.createObjectNode().put("job_id", jobId.toString());
        if (stage.operation() == Operation.TABLES) {
            answer.put("tables_id", jobId.toString());
        }
        answer.put("status", "pending").put("message", "The job was accepted; ask for it with GET /job/" + jobId + ".");
        if (!stage.warnings().isEmpty()) {
            stage.warnings().forEach(answer.putArray("warnings")::add);
        }
        return answer;
    }
}

package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.api.pulse.batch.BatchParameters;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.pulse.result.BatchTarget;
import dev.sluice.api.pulse.result.PulseOutputs;
import dev.sluice.artifact.OutputTarget;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Ids;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.SluiceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes batches of stages in charge: one job for each result of an earlier stage, on the same document. All of it is
 * written in the caller's transaction, a page at a time.
 */
@Component
class ChainedBatches {
    private final References references;
    private final BatchChildren children;
    private final Stages stages;
    private final LeftOut leftOut;
    private final SavedConfigs saved;
    private final PulseOutputs outputs;
    private final BatchService batches;
    private final EngineChoice engines;
    private final Ids ids;
    private final ObjectMapper mapper;

    ChainedBatches(
            References references,
            BatchChildren children,
            Stages stages,
            LeftOut leftOut,
            SavedConfigs saved,
            PulseOutputs outputs,
            BatchService batches,
            EngineChoice engines,
            Ids ids,
            ObjectMapper mapper) {
        this.references = references;
        this.children = children;
        this.stages = stages;
        this.leftOut = leftOut;
        this.saved = saved;
        this.outputs = outputs;
        this.batches = batches;
        this.engines = engines;
        this.ids = ids;
        this.mapper = mapper;
    }

    /** Judges where results are to be written. */
    OutputTarget check(BatchParameters parameters) {
        try {
            return outputs.check(parameters.s3Prefix(), parameters.localPath());
        } catch (SluiceException e) {
            throw Refusals.of(e);
        }
    }

    /**
     * Writes it down.
     *
     * @return what the client is answered
     * @throws dev.sluice.http.ApiException {@code JOB_001}, {@code JOB_002} or {@code REQ_003}; then nothing is written
     */
    Answer accept(String tenantId, Stage stage, BatchParameters parameters, OutputTarget output) {
        Selection selection = stage.selection();
        UUID batchId;
        int total;
        if (selection.isBatch()) {
            References.FinalBatch from = references.batch(tenantId, selection);
            if (selection.isSplit()) {
                stages.requireTopics(stage, Collections.singletonList(from.options()));
            }
            batchId = open(tenantId, stage, parameters, output);
            total = follow(tenantId, batchId, from);
        } else {
            List<Source> sources = references.listed(tenantId, selection);
            if (selection.isSplit()) {
                stages.requireTopics(stage, new ArrayList<>(references.options(tenantId, sources)));
            }
            batchId = open(tenantId, stage, parameters, output);
            batches.add(batchId, jobs(sources));
            total = sources.size();
        }
        batches.seal(batchId);
        String template = stage.config().template();
        if (template != null) {
            saved.templates().keep(tenantId, batchId, template);
        }
        return new Answer(202, answer(stage, batchId, total).toString());
    }

    private UUID open(String tenantId, Stage stage, BatchParameters parameters, OutputTarget output) {
        return batches.open(new NewBatch(
                tenantId,
                null,
                stage.operation(),
                engines.engineFor(stage.operation()),
                stage.config().options().toString(),
                null,
                parameters.workers(),
                1,
                null,
                null,
                BatchTarget.of(output, stage.warnings(), stage.config().version(), false)
                        .write(mapper)));
    }

    /** Adds what the batch has completed, and writes down what it has not. */
    private int follow(String tenantId, UUID batchId, References.FinalBatch from) {
        int[] counts = {0, leftOut.inherit(tenantId, batchId, from.id())};
        children.each(tenantId, from, page -> {
            batches.add(batchId, jobs(page.completed()));
            leftOut.add(tenantId, batchId, counts[1], page.others());
            counts[0] += page.completed().size();
            counts[1] += page.others().size();
        });
        return counts[0];
    }

    private List<NewJob> jobs(List<Source> sources) {
        return sources.stream()
                .map(source -> new NewJob(ids.next(), source.intakeId(), List.of(source.artifactId()), null))
                .toList();
    }

    private ObjectNode answer(Stage stage, UUID batchId, int total) {
        ObjectNode answer = mapper.createObjectNode()
                .put("batch_job_id", batchId.toString())
                .put("status", "processing")
                .put(stage.selection().isSplit() ? "total_splits" : "total_extractions", total);
        if (!stage.warnings().isEmpty()) {
            stage.warnings().forEach(answer.putArray("warnings")::add);
        }
        return answer;
    }
}

package dev.sluice.api.pulse.chain;

import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.pulse.batch.BatchParameters;
import dev.sluice.api.pulse.job.SyncAnswer;
import dev.sluice.artifact.OutputTarget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code POST /batch/schema}, {@code /batch/tables} and {@code /batch/split}: one job for each earlier result. */
@Controller
class BatchStageController {
    private final StageCall calls;
    private final Stages stages;
    private final ChainedBatches batches;
    private final SyncAnswer answers;

    BatchStageController(StageCall calls, Stages stages, ChainedBatches batches, SyncAnswer answers) {
        this.calls = calls;
        this.stages = stages;
        this.batches = batches;
        this.answers = answers;
    }

    @PostMapping({"/batch/schema", "/batch/schema/"})
    void schema(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StageCall.Call call = calls.read(request);
        Selection selection = Selection.ofSchemaBatch(call.body());
        BatchParameters parameters = BatchParameters.take(call.body(), call.warnings());
        accept(call, stages.schema(call.tenantId(), selection, call.body(), call.warnings()), parameters, response);
    }

    @PostMapping({"/batch/tables", "/batch/tables/"})
    void tables(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StageCall.Call call = calls.read(request);
        Selection selection = Selection.ofBatch(call.body());
        BatchParameters parameters = BatchParameters.take(call.body(), call.warnings());
        accept(call, stages.tables(selection, call.body(), call.warnings()), parameters, response);
    }

    @PostMapping({"/batch/split", "/batch/split/"})
    void split(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StageCall.Call call = calls.read(request);
        Selection selection = Selection.ofBatch(call.body());
        BatchParameters parameters = BatchParameters.take(call.body(), call.warnings());
        accept(call, stages.split(call.tenantId(), selection, call.body(), call.warnings()), parameters, response);
    }

    private void accept(StageCall.Call call, Stage stage, BatchParameters parameters, HttpServletResponse response)
            throws IOException {
        OutputTarget output = batches.check(parameters);
        Answer answer = calls.once(call, () -> batches.accept(call.tenantId(), stage, parameters, output));
        answers.now(response, answer);
    }
}

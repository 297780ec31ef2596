package dev.sluice.api.pulse.chain;

import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.pulse.job.SyncAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.View;

/** {@code POST /schema}, {@code /tables} and {@code /split}: one job, answered by its result or, if asked, at once. */
@Controller
class StageController {
    private final StageCall calls;
    private final Stages stages;
    private final ChainedRuns runs;
    private final SyncAnswer answers;

    StageController(StageCall calls, Stages stages, ChainedRuns runs, SyncAnswer answers) {
        this.calls = calls;
        this.stages = stages;
        this.runs = runs;
        this.answers = answers;
    }

    @PostMapping({"/schema", "/schema/"})
    @Nullable
    DeferredResult<View> schema(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StageCall.Call call = calls.read(request);
        boolean async = call.body().flag("async", false);
        Selection selection = Selection.ofSchema(call.body());
        return accept(call, stages.schema(call.tenantId(), selection, call.body(), call.warnings()), async, response);
    }

    @PostMapping({"/tables", "/tables/"})
    @Nullable
    DeferredResult<View> tables(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StageCall.Call call = calls.read(request);
        boolean async = call.body().flag("async", false);
        Selection selection = Selection.ofSingle(call.body());
        return accept(call, stages.tables(selection, call.body(), call.warnings()), async, response);
    }

    @PostMapping({"/split", "/split/"})
    @Nullable
    DeferredResult<View> split(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StageCall.Call call = calls.read(request);
        boolean async = call.body().flag("async", false);
        Selection selection = Selection.ofSingle(call.body());
        return accept(call, stages.split(call.tenantId(), selection, call.body(), call.warnings()), async, response);
    }

    /** Null if it is answered already. */
    private @Nullable DeferredResult<View> accept(
            StageCall.Call call, Stage stage, boolean async, HttpServletResponse response) throws IOException {
        Answer answer = calls.once(call, () -> runs.accept(call.tenantId(), stage));
        if (async) {
            answers.now(response, answer);
            return null;
        }
        return answers.later(call.request(), answer);
    }
}

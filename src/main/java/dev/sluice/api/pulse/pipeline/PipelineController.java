package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.idempotency.KeyRefusedException;
import dev.sluice.api.pulse.answer.JsonAnswer;
import dev.sluice.api.pulse.answer.PulseOrigin;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.Uploads;
import dev.sluice.http.ApiException;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.View;

/** {@code POST /pipeline/execute}: 200 with all results, or 202 at once if the client asks for that or it takes too long. */
@Controller
class PipelineController {
    private static final JsonFactory JSON = new JsonFactory();

    private final Uploads uploads;
    private final Pipelines pipelines;
    private final PipelineWaits waits;
    private final PipelineView view;
    private final PulseOrigin origin;
    private final DiskGuard disk;

    PipelineController(
            Uploads uploads,
            Pipelines pipelines,
            PipelineWaits waits,
            PipelineView view,
            PulseOrigin origin,
            DiskGuard disk) {
        this.uploads = uploads;
        this.pipelines = pipelines;
        this.waits = waits;
        this.view = view;
        this.origin = origin;
        this.disk = disk;
    }

    @PostMapping({"/pipeline/execute", "/pipeline/execute/"})
    @Nullable
    DeferredResult<View> execute(HttpServletRequest request, HttpServletResponse response) throws IOException {
        disk.refusal().ifPresent(why -> {
            throw PulseError.STORAGE_002.because(why);
        });
        String tenant = ApiClient.of(request).tenantId();
        Pipelines.Accepted accepted;
        try (Upload upload = uploads.begin(request)) {
            accepted = pipelines.accept(tenant, IdempotencyKeys.of(request), upload);
        } catch (BodyException e) {
            throw Refusals.of(e);
        } catch (KeyRefusedException e) {
            throw Refusals.of(e);
        }
        if (accepted.later()) {
            write(response, accepted.answer().status(), accepted.answer().body(), accepted.answer());
            return null;
        }
        String from = origin.of(request);
        DeferredResult<View> answer = new DeferredResult<>(0L); // the wait itself has an end
        waits.end(tenant, pipelines.id(accepted.answer())).whenComplete((run, failure) -> {
            if (run != null && run.isFinal() && !run.status().equals("completed")) {
                answer.setErrorResult(problem(run));
            } else {
                answer.setResult((model, again, out) -> answer(out, run, from, accepted.answer()));
            }
        });
        return answer;
    }

    private static ApiException problem(PipelineRun run) {
        String text = run.errorText();
        if (text == null) {
            return PulseError.JOB_004.because("The pipeline was canceled before it had a result.");
        }
        return Arrays.stream(PulseError.values())
                .filter(error -> error.name().equals(run.errorCode()))
                .findFirst()
                .orElse(PulseError.PROC_001)
                .because(text);
    }

    private void answer(HttpServletResponse response, @Nullable PipelineRun run, String from, Answer accepted)
            throws IOException {
        response.setLocale(null); // what Spring sets for views, with a charset, does not belong to JSON
        response.setCharacterEncoding(null);
        if (run == null || !run.isFinal()) {
            write(response, 202, accepted.body(), accepted);
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            view.result(run, from, json);
        }
        write(response, 200, bytes.toString(StandardCharsets.UTF_8), accepted);
    }

    private static void write(HttpServletResponse response, int status, String body, Answer accepted)
            throws IOException {
        if (accepted.replayed()) {
            response.setHeader(Answer.REPLAYED_HEADER, "true");
        }
        JsonAnswer.write(response, status, body.getBytes(StandardCharsets.UTF_8));
    }
}

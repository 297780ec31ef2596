package dev.sluice.api.pulse.extract;

import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.idempotency.KeyRefusedException;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.pulse.job.SyncAnswer;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.Uploads;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.View;

/** {@code POST /extract} and the older {@code POST /extract_async}; both answer 200, whether at once or not. */
@Controller
class ExtractController {
    private final Uploads uploads;
    private final ExtractRuns runs;
    private final SyncAnswer answers;
    private final DiskGuard disk;

    ExtractController(Uploads uploads, ExtractRuns runs, SyncAnswer answers, DiskGuard disk) {
        this.uploads = uploads;
        this.runs = runs;
        this.answers = answers;
        this.disk = disk;
    }

    @PostMapping({"/extract", "/extract/"})
    @Nullable
    DeferredResult<View> extract(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExtractRuns.Accepted accepted = accept(request, "POST /extract");
        if (!accepted.later()) {
            return answers.later(request, accepted.answer());
        }
        answers.now(response, accepted.answer());
        return null;
    }

    @PostMapping({"/extract_async", "/extract_async/"})
    void extractAsync(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.now(response, accept(request, "POST /extract_async").answer());
    }

    private ExtractRuns.Accepted accept(HttpServletRequest request, String path) throws IOException {
        disk.refusal().ifPresent(why -> {
            throw PulseError.STORAGE_002.because(why);
        });
        try (Upload upload = uploads.begin(request)) {
            return runs.accept(ApiClient.of(request).tenantId(), IdempotencyKeys.of(request), path, upload);
        } catch (BodyException e) {
            throw Refusals.of(e);
        } catch (KeyRefusedException e) {
            throw Refusals.of(e);
        }
    }
}

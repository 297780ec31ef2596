package dev.sluice.api.pulse.batch;

import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.idempotency.KeyRefusedException;
import dev.sluice.api.pulse.answer.JsonAnswer;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.Uploads;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code POST /batch/extract}. */
@Controller
class PulseBatchController {
    private final Uploads uploads;
    private final PulseBatches batches;
    private final DiskGuard disk;

    PulseBatchController(Uploads uploads, PulseBatches batches, DiskGuard disk) {
        this.disk = disk;
        this.uploads = uploads;
        this.batches = batches;
    }

    @PostMapping({"/batch/extract", "/batch/extract/"})
    void extract(HttpServletRequest request, HttpServletResponse response) throws IOException {
        disk.refusal().ifPresent(why -> {
            throw PulseError.STORAGE_002.because(why);
        });
        Answer answer;
        try (Upload upload = uploads.begin(request)) {
            answer = batches.extract(ApiClient.of(request).tenantId(), IdempotencyKeys.of(request), upload);
        } catch (BodyException e) {
            throw Refusals.of(e);
        } catch (KeyRefusedException e) {
            throw Refusals.of(e);
        }
        if (answer.replayed()) {
            response.setHeader(Answer.REPLAYED_HEADER, "true");
        }
        JsonAnswer.write(response, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
    }
}

package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.idempotency.KeyRefusedException;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.error.Refusals;
import dev.sluice.api.pulse.request.Fingerprint;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.JsonBody;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.Uploads;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What all calls for a stage have in common: a body of JSON, and a key under which they happen once. */
@Component
class StageCall {
    /** One request. */
    record Call(String tenantId, Options body, List<String> warnings, HttpServletRequest request, ObjectNode facts) {}

    private final Uploads uploads;
    private final IdempotencyKeys keys;
    private final DiskGuard disk;

    StageCall(Uploads uploads, IdempotencyKeys keys, DiskGuard disk) {
        this.uploads = uploads;
        this.keys = keys;
        this.disk = disk;
    }

    /**
     * Reads the request.
     *
     * @throws dev.sluice.http.ApiException {@code REQ_002} or {@code STORAGE_002}
     */
    Call read(HttpServletRequest request) throws IOException {
        disk.refusal().ifPresent(why -> {
            throw PulseError.STORAGE_002.because(why);
        });
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        try (Upload upload = uploads.begin(request)) {
            String type = upload.type();
            if (!type.equals("application/json") && !type.endsWith("+json") && !type.equals("text/json")) {
                throw PulseError.REQ_002.because("Send the body as application/json, and say so in Content-Type.");
            }
            JsonBody.read(upload, json -> json.members(name -> body.set(name, json.value())));
        } catch (BodyException e) {
            throw Refusals.of(e);
        }
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("path", request.getRequestURI().replaceFirst("/$", "")).set("body", body);
        return new Call(ApiClient.of(request).tenantId(), new Options("", body), new ArrayList<>(), request, facts);
    }

    /** Creates what was asked for in one transaction, or answers what was answered before. */
    Answer once(Call call, Supplier<Answer> create) {
        try {
            return keys.once(call.tenantId(), IdempotencyKeys.of(call.request()), Fingerprint.of(call.facts()), create);
        } catch (KeyRefusedException e) {
            throw PulseError.REQ_003.because(e.sentence());
        }
    }
}

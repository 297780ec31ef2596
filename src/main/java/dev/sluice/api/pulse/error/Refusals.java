package dev.sluice.api.pulse.error;

import dev.sluice.api.idempotency.KeyRefusedException;
import dev.sluice.api.upload.BodyException;
import dev.sluice.batch.SluiceException;
import dev.sluice.http.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the rest of Sluice says of a request, in this dialect's codes. */
public final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    /** Of a body that cannot be taken. */
    public static ApiException of(BodyException refusal) {
        if (refusal.kind() == BodyException.Kind.STORAGE) {
            log.error("Documents of a request could not be stored.", refusal);
        }
        PulseError error = switch (refusal.kind()) {
            case MALFORMED, WRONG_TYPE -> PulseError.REQ_002;
            case TOO_MANY_PARTS -> PulseError.REQ_003;
            case FILE_TOO_LARGE, REQUEST_TOO_LARGE -> PulseError.FILE_002;
            case STORAGE -> PulseError.STORAGE_002;
        };
        return error.because(refusal.sentence());
    }

    /** Of an idempotency key. */
    public static ApiException of(KeyRefusedException refusal) {
        return PulseError.REQ_003.because(refusal.sentence());
    }

    /**
     * Of what a request names.
     *
     * @throws SluiceException the failure itself if it is none of the request's
     */
    public static ApiException of(SluiceException refusal) {
        String sentence = refusal.failure().message();
        return switch (refusal.failure().code()) {
            case STORAGE_NOT_FOUND, STORAGE_REFUSED, STORAGE_UNAVAILABLE, OUTPUT_NOT_WRITABLE ->
                PulseError.STORAGE_001.because(sentence);
            case INVALID_OPTIONS, INVALID_SOURCE, INVALID_OUTPUT, URL_NOT_ALLOWED ->
                PulseError.REQ_003.because(sentence);
            case ENGINE_NOT_CONFIGURED -> PulseError.PROC_005.because(sentence);
            default -> throw refusal;
        };
    }
}

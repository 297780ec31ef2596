package dev.sluice.api.idempotency;

/**
 * What is answered to a request that creates something.
 *
 * @param body JSON
 * @param replayed whether an earlier request with the same key got it first
 */
public record Answer(int status, String body, boolean replayed) {
    /** The response header that tells a replayed answer. */
    public static final String REPLAYED_HEADER = "Idempotent-Replayed";

    /** An answer given for the first time. */
    public Answer(int status, String body) {
        this(status, body, false);
    }
}

package dev.sluice.api.idempotency;

/** An {@code Idempotency-Key} that cannot be used as it was; the message is for people. Nothing was created. */
public final class KeyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    KeyRefusedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What is wrong, in a sentence for people. */
    public String sentence() {
        return sentence;
    }
}

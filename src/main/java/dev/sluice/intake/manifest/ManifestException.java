package dev.sluice.intake.manifest;

/** A manifest that cannot be followed; the message says in one sentence where and why. */
public final class ManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public ManifestException(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

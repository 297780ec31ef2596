package dev.sluice.api.upload;

import org.jspecify.annotations.Nullable;

/** A request body that cannot be taken. The kind is for the dialect, which has its own codes; the message for people. */
public final class BodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        /** It is not what its content type says, or breaks off. */
        MALFORMED,
        /** It is neither JSON nor multipart. */
        WRONG_TYPE,
        /** One document has more bytes than {@code sluice.limits.file-size}. */
        FILE_TOO_LARGE,
        /** It has more bytes than {@code sluice.limits.request-size}. */
        REQUEST_TOO_LARGE,
        /** It has more parts than {@code sluice.limits.parts}. */
        TOO_MANY_PARTS,
        /** The documents cannot be stored now: the disk is full or broken. */
        STORAGE
    }

    private final Kind kind;
    private final String sentence;

    public BodyException(Kind kind, String message) {
        this(kind, message, null);
    }

    public BodyException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.sentence = message;
    }

    /** What is wrong, in a sentence for people. */
    public String sentence() {
        return sentence;
    }

    public Kind kind() {
        return kind;
    }
}

package dev.sluice.camel;

/** A source file that is not taken, and why. */
class RefusedSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedSourceException(String reason) {
        super(reason);
    }
}

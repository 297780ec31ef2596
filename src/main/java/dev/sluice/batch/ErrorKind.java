package dev.sluice.batch;

/** What kind of failure it was; the kind alone decides whether and how a job is tried again. */
public enum ErrorKind {
    /** Passes by itself: tried again with backoff, up to the configured number of attempts. */
    TRANSIENT,
    /** The document itself is the reason: never tried again by itself. */
    INPUT,
    /** The operator's configuration is the reason: never tried again by itself, shown on the source. */
    CONFIG,
    /** A limit was hit or the parser died: tried once more, then the document is quarantined. */
    RESOURCE,
    /** Somebody canceled it. */
    CANCELED
}

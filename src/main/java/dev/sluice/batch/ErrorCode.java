package dev.sluice.batch;

/**
 * Every reason for which a job can fail: the closed set of codes in records, receipts, events and APIs. A code is
 * stable; the sentence that goes with it may name particulars.
 */
public enum ErrorCode {
    /** The file has no bytes. */
    EMPTY_FILE(ErrorKind.INPUT),
    /** No parser of ours reads this kind of file. */
    UNSUPPORTED_TYPE(ErrorKind.INPUT),
    /** The document is encrypted and needs a password. */
    PASSWORD_PROTECTED(ErrorKind.INPUT),
    /** The file is damaged or not what its content claims to be. */
    CORRUPT_DOCUMENT(ErrorKind.INPUT),
    /** The file has more bytes than {@code sluice.limits.file-size}. */
    FILE_TOO_LARGE(ErrorKind.INPUT),
    /** The document has more pages, sheets or slides than {@code sluice.limits.pages}. */
    TOO_MANY_PAGES(ErrorKind.INPUT),
    /** The document's text or layout is larger than {@code sluice.limits.output-size}: a bomb, or not for this hub. */
    OUTPUT_TOO_LARGE(ErrorKind.INPUT),
    /** An archive holds more documents, bytes or archives in archives than {@code sluice.limits.archive-*} allow: a bomb. */
    ARCHIVE_TOO_LARGE(ErrorKind.INPUT),
    /** An option of the operation is unknown, or has a value it cannot have. */
    INVALID_OPTIONS(ErrorKind.INPUT),
    /** The request names a page that the document does not have. */
    PAGE_OUT_OF_RANGE(ErrorKind.INPUT),
    /** The document was no longer where it had been seen. */
    SOURCE_GONE(ErrorKind.INPUT),
    /** The place a document lies at did not answer, answered that it is busy, or broke off. */
    SOURCE_UNAVAILABLE(ErrorKind.TRANSIENT),
    /** As many documents of its host are being fetched as {@code sluice.egress.per-host} allows: not a failure. */
    HOST_BUSY(ErrorKind.TRANSIENT),
    /** The document was replaced by another version after it had been seen. */
    SOURCE_CHANGED(ErrorKind.INPUT),
    /** The place a document lies at refused to hand it out, for good. */
    SOURCE_REFUSED(ErrorKind.INPUT),
    /** The address is none that Sluice may connect to; {@code sluice.egress.allow} admits some. */
    URL_NOT_ALLOWED(ErrorKind.INPUT),
    /** The parser process ended or ran out of memory while it read this document. */
    PARSER_DIED(ErrorKind.RESOURCE),
    /** Parsing took longer than {@code sluice.parser.timeout}. */
    PARSER_TIMEOUT(ErrorKind.RESOURCE),
    /** A resource limit was hit twice; the document is set aside until somebody retries it. */
    QUARANTINED(ErrorKind.RESOURCE),
    /** The output folder or bucket cannot be written. */
    OUTPUT_NOT_WRITABLE(ErrorKind.CONFIG),
    /** There is no such bucket, or no connection of the configuration serves it. */
    STORAGE_NOT_FOUND(ErrorKind.CONFIG),
    /** A store does not accept the configured keys, or they have no permission. */
    STORAGE_REFUSED(ErrorKind.CONFIG),
    /** The prefix that was given for documents is none that may be listed. */
    INVALID_SOURCE(ErrorKind.INPUT),
    /** The destination that was given for results is none that may be written. */
    INVALID_OUTPUT(ErrorKind.INPUT),
    /** No such engine is configured for this operation. */
    ENGINE_NOT_CONFIGURED(ErrorKind.CONFIG),
    /** Storage did not answer or is full. */
    STORAGE_UNAVAILABLE(ErrorKind.TRANSIENT),
    /** The engine did not answer, or answered that it is busy. */
    ENGINE_UNAVAILABLE(ErrorKind.TRANSIENT),
    /** A remote engine refused the request for good: its key, its model or what it was sent does not suit it. */
    ENGINE_REJECTED(ErrorKind.CONFIG),
    /** A remote engine answered with something that is no result, also when asked once more. */
    ENGINE_ANSWER_INVALID(ErrorKind.CONFIG),
    /** Something unexpected went wrong inside Sluice; the log has the details. */
    INTERNAL_ERROR(ErrorKind.TRANSIENT),
    /** The node that worked on it was lost more often than {@code sluice.job.max-losses}. */
    WORKER_LOST(ErrorKind.RESOURCE),
    /** The outcome could not be written to the database, though its neighbours could. */
    OUTCOME_UNRECORDABLE(ErrorKind.INPUT),
    /** Canceled by a person or a client. */
    CANCELED(ErrorKind.CANCELED);

    private final ErrorKind kind;

    ErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    /** The kind that decides about retries. */
    public ErrorKind kind() {
        return kind;
    }

    /** Whether it only says that it was not yet the job's turn: tried again as often as it takes, and counted as nothing. */
    public boolean isDeferral() {
        return this == HOST_BUSY;
    }

    /** Whether a person who retries without changing the document may see it succeed. */
    public boolean retryCanHelp() {
        return kind != ErrorKind.INPUT;
    }
}

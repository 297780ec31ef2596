package dev.sluice.api.pulse.error;

import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import java.util.List;
import java.util.Map;

/**
 * Every code that this dialect answers with, and its status. Never 409, which one client retries, and never 5xx for a
 * client's mistake, which both retry.
 */
public enum PulseError {
    /** The header {@code x-api-key} is missing. */
    AUTH_001(401),
    /** The key is wrong, revoked or expired. */
    AUTH_002(401),
    /** The key may not do this. */
    AUTH_004(403),
    /** No document and no place of documents is given. */
    REQ_001(400),
    /** The body is not well-formed, or not of a type that is read. */
    REQ_002(400),
    /** A parameter has a value it cannot have, or two are given that exclude each other. */
    REQ_003(400),
    /** A required parameter is missing. */
    REQ_004(400),
    /** The chunk size lies outside of 100 to 10,000. */
    REQ_005(400),
    /** The page range is malformed, or names a page that the document does not have. */
    REQ_006(400),
    /** The document is of a type that is not read; {@code details} has {@code supported_types} and {@code received_type}. */
    FILE_001(400),
    /** A document, or the request, is too large. */
    FILE_002(413),
    /** The document is damaged, or not what its content claims to be. */
    FILE_003(400),
    /** The document has no bytes. */
    FILE_004(400),
    /** The document could not be fetched from its URL. */
    FILE_005(400),
    /** The document is encrypted and needs a password. */
    FILE_006(400),
    /** Something unexpected went wrong while the document was worked on, in every attempt; the log has the details. */
    PROC_001(400),
    /** Working on the document took too long. */
    PROC_002(400),
    /** The document needs more memory than it may have, or ended its process; it is set aside. */
    PROC_003(400),
    /** The document has more pages, or more text, than the hub takes. */
    PROC_004(400),
    /** The engine is not configured, cannot be reached, or answered with no result. */
    PROC_005(400),
    /** There is no such job, batch or result. */
    JOB_001(404),
    /** A job that is referred to is not usable: not finished, of another kind, or without a result. */
    JOB_002(400),
    /** The large result has been downloaded, or its time is over. */
    JOB_003(410),
    /** The job was canceled before it had a result. */
    JOB_004(400),
    /** A storage named in the request cannot be reached or may not be used. */
    STORAGE_001(400),
    /** This hub has no room for more documents at the moment. */
    STORAGE_002(503),
    /** Something unexpected went wrong; the log has the details. */
    GENERAL_001(500),
    /** There is no such path. */
    GENERAL_002(404),
    /** The path does not take this method. */
    GENERAL_003(405),
    /** Too many requests. */
    GENERAL_004(429),
    /** The hub cannot answer at the moment. */
    GENERAL_005(503);

    private final int status;

    PulseError(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The exception that answers with it. */
    public ApiException because(String sentence) {
        return because(sentence, List.of());
    }

    /** The same with details. */
    ApiException because(String sentence, List<ApiProblem.Detail> details) {
        ApiProblem problem = new ApiProblem(status, name(), sentence, details, Map.of());
        return new ApiException(status == 503 || status == 429 ? problem.withHeader("Retry-After", "30") : problem);
    }
}

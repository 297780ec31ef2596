package dev.sluice.api.pulse;

import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;

/**
 * Every code that this dialect answers with, and its status. Never 409, which one client retries, and never 5xx for a
 * client's mistake, which both retry.
 */
enum PulseError {
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
    /** The page range is malformed. */
    REQ_006(400),
    /** A document, or the request, is too large. */
    FILE_002(413),
    /** There is no such job, batch or result. */
    JOB_001(404),
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
    ApiException because(String sentence) {
        ApiProblem problem = new ApiProblem(status, name(), sentence);
        return new ApiException(status == 503 || status == 429 ? problem.withHeader("Retry-After", "30") : problem);
    }
}

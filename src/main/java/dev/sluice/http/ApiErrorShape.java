package dev.sluice.http;

/**
 * How a dialect says an error. A bean of this type is asked for every error below the paths that it covers, also for
 * those that no controller ever saw: no key, unknown path, wrong method, body too large. Paths that no shape covers are
 * answered with {@code {"error": {"code", "message"}}}.
 */
public interface ApiErrorShape {
    /** Whether errors of this path are said this way; {@code path} is normalised and begins with a slash. */
    boolean covers(String path);

    /** The body, an object that is written as JSON. The caller sets status and headers. */
    Object body(ApiProblem problem, String requestId);
}

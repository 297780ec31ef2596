package dev.sluice.http;

import jakarta.servlet.http.HttpServletRequest;

/** The id of a request: in every answer's {@code X-Request-Id}, in error bodies and in the log as {@code requestId}. */
public final class RequestId {
    /** The response header. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();

    private RequestId() {}

    /** The id of this request; empty before the first filter has seen it. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
    }

    static void set(HttpServletRequest request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }
}

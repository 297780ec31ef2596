package dev.sluice.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request was not served, in words that no dialect owns; an {@link ApiErrorShape} makes a body of it.
 *
 * @param status the HTTP status, 400 to 599
 * @param code stable, in upper case, such as {@code NOT_FOUND}
 * @param message a sentence that a person understands; never a stack trace or a class name
 * @param details which parts of the request are wrong, empty if it is not about parts
 * @param headers response headers that belong to it, such as {@code Allow} or {@code Retry-After}
 */
public record ApiProblem(int status, String code, String message, List<Detail> details, Map<String, String> headers) {
    /**
     * One part of the request that is wrong.
     *
     * @param path where, such as {@code limit} or {@code files[3].url}
     */
    public record Detail(String path, String code, String message) {}

    public ApiProblem {
        details = List.copyOf(details);
        headers = Map.copyOf(headers);
    }

    public ApiProblem(int status, String code, String message) {
        this(status, code, message, List.of(), Map.of());
    }

    /** 400: a request that can never be served as it is. */
    public static ApiProblem invalid(String message, Detail... details) {
        return new ApiProblem(400, "VALIDATION_FAILED", message, List.of(details), Map.of());
    }

    /** 404: nothing of that id for this client; also when another tenant has it. */
    public static ApiProblem notFound(String message) {
        return new ApiProblem(404, "NOT_FOUND", message);
    }

    /** 409: not in the state in which it stands. */
    public static ApiProblem conflict(String code, String message) {
        return new ApiProblem(409, code, message);
    }

    /** The same with one more response header. */
    public ApiProblem withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiProblem(status, code, message, details, more);
    }
}

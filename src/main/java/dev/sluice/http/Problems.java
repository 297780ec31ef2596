package dev.sluice.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Puts what goes wrong outside of our own code into sentences of ours. */
final class Problems {
    private Problems() {}

    /** Of a status that somebody has already decided on. */
    static ApiProblem of(int status) {
        return switch (status) {
            case 401 ->
                new ApiProblem(401, "UNAUTHENTICATED", "A key is needed: send it as x-api-key or as a Bearer token.");
            case 403 -> new ApiProblem(403, "FORBIDDEN", "The key may not do this.");
            case 404 -> new ApiProblem(404, "NOT_FOUND", "There is nothing at this path.");
            case 405 -> new ApiProblem(405, "METHOD_NOT_ALLOWED", "This path does not take that method.");
            case 406 -> new ApiProblem(406, "NOT_ACCEPTABLE", "The answer is JSON, which the request does not accept.");
            case 409 -> new ApiProblem(409, "CONFLICT", "That cannot be done in the present state.");
            case 413 -> new ApiProblem(413, "PAYLOAD_TOO_LARGE", "The request is larger than this hub takes.");
            case 415 ->
                new ApiProblem(415, "UNSUPPORTED_MEDIA_TYPE", "The path does not take a body of that content type.");
            case 429 -> new ApiProblem(429, "RATE_LIMITED", "Too many requests; try again later.");
            case 503 -> new ApiProblem(503, "UNAVAILABLE", "The hub cannot answer just now; try again in a moment.");
            default ->
                status >= 400 && status < 500
                        ? new ApiProblem(
                                status,
                                status == 400 ? "VALIDATION_FAILED" : code(status),
                                "The request cannot be understood.")
                        : new ApiProblem(
                                status,
                                "INTERNAL",
                                "Something unexpected went wrong; the log of the hub has the details under this request's id.");
        };
    }

    private static String code(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "VALIDATION_FAILED" : known.name();
    }

    /** Of an exception that Spring throws around a controller; null if it is none of those. */
    static ApiProblem of(Exception failure) {
        if (failure instanceof ApiException ours) {
            return ours.problem();
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return of(413);
        }
        if (failure instanceof MultipartException || failure instanceof HttpMessageNotReadableException) {
            return ApiProblem.invalid("The body of the request cannot be read: it is not what its content type says.");
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return ApiProblem.invalid(
                    "The value of " + mismatch.getName() + " is not of the right kind.",
                    new ApiProblem.Detail(mismatch.getName(), "INVALID", "not of the right kind"));
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return ApiProblem.invalid(
                    "The parameter " + missing.getParameterName() + " is missing.",
                    new ApiProblem.Detail(missing.getParameterName(), "REQUIRED", "missing"));
        }
        if (failure instanceof HttpRequestMethodNotSupportedException wrong) {
            return wrongMethod(wrong);
        }
        if (failure instanceof ErrorResponse spring) {
            Map<String, String> headers = new HashMap<>(spring.getHeaders().toSingleValueMap());
            headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content"));
            ApiProblem plain = of(spring.getStatusCode().value());
            return new ApiProblem(plain.status(), plain.code(), plain.message(), List.of(), headers);
        }
        return of(500);
    }

    private static ApiProblem wrongMethod(HttpRequestMethodNotSupportedException wrong) {
        TreeSet<String> allowed = new TreeSet<>();
        for (HttpMethod method :
                Objects.requireNonNullElse(wrong.getSupportedHttpMethods(), java.util.Set.<HttpMethod>of())) {
            allowed.add(method.name());
        }
        String list = String.join(", ", allowed);
        ApiProblem problem = new ApiProblem(
                405,
                "METHOD_NOT_ALLOWED",
                "This path does not take " + wrong.getMethod() + (list.isEmpty() ? "." : ", only " + list + "."));
        return list.isEmpty() ? problem : problem.withHeader("Allow", list);
    }
}

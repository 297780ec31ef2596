package dev.sluice.api.extractform;

import dev.sluice.http.ApiErrorShape;
import dev.sluice.http.ApiProblem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Errors below {@code /api}. */
@Component
class ExtractFormErrors implements ApiErrorShape {
    /** The body of every error. */
    record Body(
            int statusCode,
            String error,
            String message,
            String errorCode,
            List<ApiProblem.Detail> details,
            String requestId) {}

    @Override
    public boolean covers(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    @Override
    public Object body(ApiProblem problem, String requestId) {
        HttpStatus status = HttpStatus.resolve(problem.status());
        return new Body(
                problem.status(),
                status == null ? "Error" : status.getReasonPhrase(),
                problem.message(),
                problem.code(),
                problem.details(),
                requestId);
    }
}

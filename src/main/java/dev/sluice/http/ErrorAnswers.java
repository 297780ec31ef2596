package dev.sluice.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The one place that answers problems: as JSON, in the shape of the path's dialect. Used by filters, by the advice
 * around controllers, and by the server itself for requests that reach neither.
 */
public class ErrorAnswers {
    private final Supplier<List<ApiErrorShape>> shapes;
    private final ObjectMapper json;

    ErrorAnswers(Supplier<List<ApiErrorShape>> shapes, ObjectMapper json) {
        this.shapes = shapes;
        this.json = json;
    }

    /**
     * Answers, unless the answer has begun already.
     *
     * @param path of the request, for the choice of the shape
     */
    public void write(HttpServletResponse response, String path, String requestId, ApiProblem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json.writeValueAsBytes(body(path, requestId, problem));
        response.resetBuffer();
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        if (!requestId.isEmpty()) {
            response.setHeader(RequestId.HEADER, requestId);
        }
        response.setHeader("Content-Disposition", null);
        response.setHeader("ETag", null);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Object body(String path, String requestId, ApiProblem problem) {
        for (ApiErrorShape shape : shapes.get()) {
            if (shape.covers(path)) {
                return shape.body(problem, requestId);
            }
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", problem.code());
        error.put("message", problem.message());
        return Map.of("error", error);
    }
}

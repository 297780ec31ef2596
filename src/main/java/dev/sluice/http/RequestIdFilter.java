package dev.sluice.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first filter: gives every request its id, and refuses those that could mean one thing to the guard and another to
 * the router.
 */
final class RequestIdFilter extends OncePerRequestFilter {
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final ErrorAnswers answers;

    RequestIdFilter(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(RequestId.HEADER);
        String id = given != null && ACCEPTABLE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        RequestId.set(request, id);
        response.setHeader(RequestId.HEADER, id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (MDC.MDCCloseable requestId = MDC.putCloseable("requestId", id)) {
            Optional<ApiProblem> objection = objection(request);
            if (objection.isPresent()) {
                answers.write(response, request.getRequestURI(), id, objection.get());
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    private static Optional<ApiProblem> objection(HttpServletRequest request) {
        Optional<String> path = PlainPath.objection(request.getRequestURI());
        if (path.isPresent()) {
            return path.map(ApiProblem::invalid);
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
            return Optional.of(new ApiProblem(
                    415, "UNSUPPORTED_MEDIA_TYPE", "The body must be sent as it is, without a Content-Encoding."));
        }
        return Optional.empty();
    }
}

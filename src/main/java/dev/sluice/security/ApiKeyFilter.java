package dev.sluice.security;

import dev.sluice.http.ApiProblem;
import dev.sluice.http.ErrorAnswers;
import dev.sluice.http.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Every request passes here and needs a key, whatever its path: what is open stands in two lists below, by exact path,
 * or is opened by a {@link LinkDoor}.
 * A key without the right scope is refused before a controller is chosen.
 */
final class ApiKeyFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(ApiKeyFilter.class);

    /** Answers anybody: health, whose details are for those with a principal, and a page that holds no data itself. */
    private static final Set<String> OPEN = Set.of("/actuator/health", "/webhook-portal");

    /** Open to this machine while the hub listens to nobody else. */
    private static final Set<String> LOCAL = Set.of("/actuator/health", "/actuator/prometheus");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final ApiProblem TWO_KEYS = ApiProblem.invalid(
            "The request shows two different keys; send one, as x-api-key or as Authorization: Bearer.");

    private final KeyRing keys;
    private final TemporaryLinks temporary;
    private final LoopbackTrust loopback;
    private final ErrorAnswers answers;
    private final Supplier<List<LinkDoor>> links;

    ApiKeyFilter(
            KeyRing keys,
            TemporaryLinks temporary,
            LoopbackTrust loopback,
            ErrorAnswers answers,
            Supplier<List<LinkDoor>> links) {
        this.links = links;
        this.keys = keys;
        this.temporary = temporary;
        this.loopback = loopback;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Set<String> shown = Credentials.shownBy(request);
        String path = request.getRequestURI();
        boolean reading = READING.contains(request.getMethod());
        if (!reading && !WRITING.contains(request.getMethod())) {
            refuse(request, response, new ApiProblem(405, "METHOD_NOT_ALLOWED", "No path takes this method."));
        } else if (shown.size() > 1) {
            refuse(request, response, TWO_KEYS);
        } else if (shown.isEmpty() && reading && LOCAL.contains(path) && loopback.trusts(request)) {
            chain.doFilter(new Known(request, "loopback"), response);
        } else if (shown.isEmpty() && reading && OPEN.contains(path)) {
            chain.doFilter(request, response);
        } else {
            check(shown, reading ? Scope.READ : Scope.WRITE, request, response, chain);
        }
    }

    private void check(
            Set<String> shown,
            Scope needed,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Optional<ApiClient> known;
        try {
            known = shown.isEmpty()
                    ? linked(needed, request)
                    : shown.stream().findFirst().flatMap(text -> client(text, needed, request));
        } catch (DataAccessException e) {
            log.warn("No key can be checked, so nobody is let in: {}", e.getMessage());
            refuse(
                    request,
                    response,
                    new ApiProblem(503, "UNAVAILABLE", "The key cannot be checked just now; try again in a moment.")
                            .withHeader("Retry-After", "5"));
            return;
        }
        if (known.isEmpty()) {
            refuse(request, response, unauthenticated(shown.isEmpty()));
            return;
        }
        ApiClient client = known.get();
        if (!client.may(needed)) {
            refuse(request, response, new ApiProblem(403, "FORBIDDEN", "This key may only read."));
            return;
        }
        client.attachTo(request);
        chain.doFilter(new Known(request, client.keyId()), response);
    }

    /** For whom a link acts that Sluice has handed out; empty if the request follows none. */
    private Optional<ApiClient> linked(Scope needed, HttpServletRequest request) {
        return needed == Scope.READ
                ? links.get().stream()
                        .flatMap(door -> door.holder(request).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<ApiClient> client(String text, Scope needed, HttpServletRequest request) {
        return TemporaryLinks.isOne(text)
                ? temporary.find(text, request.getRequestURI(), needed == Scope.READ)
                : keys.find(text).map(ApiKey::client);
    }

    private static ApiProblem unauthenticated(boolean none) {
        String sentence = none
                ? "A key is needed: send it as x-api-key, or as Authorization: Bearer."
                : "This key is not known here, or is revoked or expired.";
        ApiProblem.Detail detail = new ApiProblem.Detail("x-api-key", none ? "REQUIRED" : "INVALID", sentence);
        return new ApiProblem(
                401,
                "UNAUTHENTICATED",
                sentence,
                List.of(detail),
                Map.of("WWW-Authenticate", "Bearer realm=\"sluice\""));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
            throws IOException {
        answers.write(response, request.getRequestURI(), RequestId.of(request), problem);
    }

    /** A request of somebody: the details of the health check ask for a principal. */
    private static final class Known extends HttpServletRequestWrapper {
        private final String name;

        Known(HttpServletRequest request, String name) {
            super(request);
            this.name = name;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public String getRemoteUser() {
            return name;
        }

        @Override
        public @Nullable String getAuthType() {
            return null;
        }
    }
}

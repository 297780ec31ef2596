package dev.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Who sent a request, as its key says.
 *
 * @param tenantId whose data it sees; every query filters on it
 * @param keyId the id of the key, which is no secret
 * @param name what the key was called when it was made
 * @param scopes what it may do; the filter has already held the request's method against them
 */
public record ApiClient(String tenantId, String keyId, String name, Set<Scope> scopes) {
    private static final String ATTRIBUTE = ApiClient.class.getName();

    public ApiClient {
        scopes = Set.copyOf(scopes);
    }

    /**
     * The client of this request.
     *
     * @throws IllegalStateException if the path is open to everybody, so that there is none
     */
    public static ApiClient of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ApiClient client) {
            return client;
        }
        throw new IllegalStateException("no key has been asked for on " + request.getRequestURI());
    }

    /** Whether it may do this. */
    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.WRITE);
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}

package dev.sluice.security.egress;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param method such as {@code GET}
 * @param url absolute
 * @param headers by name; those that say where a message goes and where it ends are the client's own
 * @param body null for none
 * @param configured whether the URL stands in the operator's configuration: then its exact host and port are allowed
 *     whatever address they have. False for all that comes from elsewhere
 * @param redirects how many are followed, at most {@value #MAX_REDIRECTS}; none for anything but {@code GET}
 * @param limits of the whole exchange
 */
public record EgressRequest(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable EgressBody body,
        boolean configured,
        int redirects,
        EgressLimits limits) {
    /** More hops than that are never followed. */
    public static final int MAX_REDIRECTS = 3;

    public EgressRequest {
        headers = Map.copyOf(headers);
        if (redirects < 0 || redirects > MAX_REDIRECTS || (redirects > 0 && !method.equals("GET"))) {
            throw new IllegalArgumentException("redirects must be 0 to " + MAX_REDIRECTS + ", and 0 unless for GET");
        }
    }

    /** Fetches a URL that somebody gave, following redirects, each checked like the first. */
    public static EgressRequest get(String url, Map<String, String> headers, EgressLimits limits) {
        return new EgressRequest("GET", url, headers, null, false, MAX_REDIRECTS, limits);
    }

    /** Posts to a URL of the operator's configuration; redirects are answers. */
    public static EgressRequest postConfigured(
            String url, Map<String, String> headers, EgressBody body, EgressLimits limits) {
        return new EgressRequest("POST", url, headers, body, true, 0, limits);
    }

    /** Without headers, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + url.replaceFirst("[?](?s:.*)$", "?…");
    }
}

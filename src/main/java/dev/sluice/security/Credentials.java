package dev.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The keys that a request shows: {@code x-api-key: KEY} or {@code Authorization: Bearer KEY}. Nowhere else is looked:
 * what stands in a query ends in logs, histories and referrers.
 */
final class Credentials {
    private static final String BEARER = "bearer ";

    private Credentials() {}

    /** All different ones, from any of the headers. */
    static Set<String> shownBy(HttpServletRequest request) {
        Set<String> keys = new LinkedHashSet<>();
        for (String value : values(request.getHeaders("x-api-key"))) {
            add(keys, value);
        }
        for (String value : values(request.getHeaders("Authorization"))) {
            // Another scheme is no key, but must not pass for none beside a key: it is kept whole and matches nothing.
            add(
                    keys,
                    value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                            ? value.substring(BEARER.length())
                            : value);
        }
        return keys;
    }

    private static void add(Set<String> keys, String value) {
        String key = value.strip();
        if (!key.isEmpty()) {
            keys.add(key);
        }
    }

    private static Iterable<String> values(Enumeration<String> header) {
        return header == null ? Set.of() : Collections.list(header);
    }
}

package dev.sluice.webhook;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers that an operator adds to every attempt: they can neither break out of their line nor forge ours. */
final class StaticHeaders {
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Visible ASCII, blanks and tabs: what a header carries to everybody unchanged. */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    /** They belong to the connection or to the message, and so to Sluice. */
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private StaticHeaders() {}

    /**
     * Checks the headers.
     *
     * @throws IllegalArgumentException whose message says which header cannot be sent and why, without its value
     */
    static Map<String, String> of(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a name that is no HTTP header name: '" + printable(name) + "'");
            }
            if (OURS.contains(lower) || lower.startsWith("webhook-") || lower.startsWith("proxy-")) {
                throw new IllegalArgumentException(name + ", which Sluice sets itself");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        name + ", whose value has a line break, a control character or one outside of ASCII");
            }
        });
        return Map.copyOf(headers);
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x20-\\x7E]", "?");
    }
}

package dev.sluice.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.UriUtils;

/**
 * Holds request paths to one spelling, so that what is guarded and what is routed cannot differ: paths that could be
 * read in two ways are refused, not repaired.
 */
final class PlainPath {
    private PlainPath() {}

    /**
     * What is wrong with the path, as a sentence.
     *
     * @param raw as it came, still encoded, without the query
     */
    static Optional<String> objection(String raw) {
        if (!raw.startsWith("/")) {
            return Optional.of("The path must begin with a slash.");
        }
        String lower = raw.toLowerCase(Locale.ROOT);
        if (raw.contains("//")) {
            return Optional.of("The path must not contain two slashes in a row.");
        }
        if (raw.indexOf(';') >= 0 || lower.contains("%3b")) {
            return Optional.of("The path must not contain a semicolon.");
        }
        if (raw.indexOf('\\') >= 0 || lower.contains("%2f") || lower.contains("%5c") || lower.contains("%25")) {
            return Optional.of(
                    "The path must not contain a backslash, or an encoded slash, backslash or percent sign.");
        }
        String decoded;
        try {
            decoded = UriUtils.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.of("The path contains a percent sign that encodes nothing.");
        }
        if (decoded.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
            return Optional.of("The path must be UTF-8 without control characters.");
        }
        for (String segment : decoded.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.of("The path must not contain the segments \".\" and \"..\".");
            }
        }
        return Optional.empty();
    }
}

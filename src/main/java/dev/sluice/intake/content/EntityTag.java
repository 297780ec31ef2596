package dev.sluice.intake.content;

import org.jspecify.annotations.Nullable;

/**
 * A version of something at a URL (RFC 9110, section 8.8.3).
 *
 * @param written as it came, for {@code If-Match}
 * @param weak whether equal tags only promise the same meaning, not the same bytes; {@code If-Match} never holds for one
 */
record EntityTag(String written, String opaque, boolean weak) {
    /** The tag in a header; null for none, or what is none. */
    static @Nullable EntityTag of(@Nullable String header) {
        String text = header == null ? "" : header.strip();
        boolean weak = text.startsWith("W/");
        String quoted = weak ? text.substring(2) : text;
        return quoted.matches("\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"") ? new EntityTag(text, quoted, weak) : null;
    }

    /** By the weak comparison, which holds for strong tags as well; no tag is no match. */
    boolean matches(@Nullable EntityTag other) {
        return other != null && opaque.equals(other.opaque);
    }
}

package dev.sluice.security;

import java.util.Locale;

/** What a key may do. */
public enum Scope {
    /** Ask: GET and HEAD. */
    READ,
    /** Change, and ask: every method. */
    WRITE;

    /** The word in table, command and API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that word. */
    static Scope of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

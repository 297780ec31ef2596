package dev.sluice.batch;

import java.util.Locale;

/** What is done with a document. */
public enum Operation {
    EXTRACT,
    SCHEMA,
    TABLES,
    SPLIT,
    CLASSIFY;

    /** The word used in tables, routes and APIs: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The operation of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Operation of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

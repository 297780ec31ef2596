package dev.sluice.chaos;

/**
 * One document put into the inbox.
 *
 * @param key path below the inbox, with {@code /}
 * @param sha256 of its bytes, lower-case hex
 * @param size in bytes
 * @param marker a word that its result must contain if it completes; empty: none
 * @param expected what must become of it
 */
public record Drop(String key, String sha256, long size, String marker, Expected expected) {
    /** What must become of a document. */
    public enum Expected {
        COMPLETED,
        FAILED,
        /** Either is right: a parser may or may not make sense of it. */
        EITHER
    }
}

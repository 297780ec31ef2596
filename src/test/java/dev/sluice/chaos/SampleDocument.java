package dev.sluice.chaos;

/**
 * A document to be dropped.
 *
 * @param ending of its file name, such as {@code .pdf}
 * @param marker a word in it, no other document has it; empty: none
 */
public record SampleDocument(String ending, byte[] bytes, String marker, Drop.Expected expected) {}

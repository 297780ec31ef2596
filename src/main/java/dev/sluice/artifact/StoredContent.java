package dev.sluice.artifact;

/**
 * Bytes the store has taken in charge.
 *
 * @param sha256 lower-case hex; also the name under which they are found again
 * @param size in bytes
 */
public record StoredContent(String sha256, long size) {}

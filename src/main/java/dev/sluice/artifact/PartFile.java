package dev.sluice.artifact;

/**
 * One file of an artifact.
 *
 * @param name such as {@code result.json}; a plain file name
 * @param size in bytes
 * @param sha256 lower-case hex
 */
public record PartFile(String name, long size, String sha256) {}

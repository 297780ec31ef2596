package dev.sluice.engine;

/**
 * One file that an extraction wrote into its output directory.
 *
 * @param name its name in that directory: {@code result.json}, {@code result.md} or {@code layout.json.gz}
 * @param length bytes
 * @param sha256 the hash of those bytes, 64 hexadecimal digits in lower case
 * @param mediaType the part's own media type
 */
public record PartFile(String name, long length, String sha256, String mediaType) {}

package dev.sluice.engine;

/**
 * One file that an extraction wrote into its output directory.
 *
 * @param name its name in that directory: {@code result.json}, {@code result.md} or {@code layout.json.gz}
 * @param length bytes
 * @param sha256 the hash of those bytes, 64 hexadecimal digits in lower case
 * @param mediaType the part's own media type
 */
public record PartFile(String name, long length, String sha256, String mediaType) {
    /** The same file as a part of an artifact. */
    public dev.sluice.artifact.PartFile stored() {
        return storedAs(name);
    }

    /** The same file as a part of an artifact, where it has another name. */
    dev.sluice.artifact.PartFile storedAs(String other) {
        return new dev.sluice.artifact.PartFile(other, length, sha256);
    }
}

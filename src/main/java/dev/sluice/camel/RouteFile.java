package dev.sluice.camel;

import dev.sluice.artifact.Durable;
import java.util.HexFormat;

/**
 * A route file as it was read.
 *
 * @param name relative to the routes folder, with {@code /}, such as {@code engines/extract.camel.yaml}
 * @param location where it was read from, for messages
 */
record RouteFile(String name, String location, byte[] content) {
    static final String SUFFIX = ".camel.yaml";

    /** The name without folder and suffix: the id of what the file defines. */
    String id() {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /** SHA-256 of the content, in hex. */
    String hash() {
        return HexFormat.of().formatHex(Durable.sha256().digest(content));
    }
}

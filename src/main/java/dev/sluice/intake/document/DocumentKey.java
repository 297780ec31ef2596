package dev.sluice.intake.document;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;

/**
 * How a file below a folder is written down: its relative path with {@code /}. A name whose bytes are no text here
 * (another encoding, broken UTF-8) is written as {@code /} and its percent-encoded bytes, so that the very file is found
 * again; no other key begins with {@code /}.
 */
public final class DocumentKey {
    private DocumentKey() {}

    /** The key of a file below the folder. */
    public static String of(Path folder, Path file) {
        Path relative = folder.relativize(file);
        String text = relative.toString();
        if (isText(relative, text)) {
            return File.separatorChar == '/' ? text : text.replace(File.separatorChar, '/');
        }
        String encoded = uri(file).substring(directoryUri(folder).length());
        return "/" + encoded;
    }

    /**
     * The file of a key.
     *
     * @throws java.nio.file.InvalidPathException if this system cannot name it
     */
    public static Path resolve(Path folder, String key) {
        if (key.startsWith("/")) {
            return Path.of(URI.create(directoryUri(folder) + key.substring(1)));
        }
        return folder.resolve(File.separatorChar == '/' ? key : key.replace('/', File.separatorChar));
    }

    /** The last part of a key. */
    public static String lastPart(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The key with text put before it, such as {@code done/}. */
    public static String below(String directory, String key) {
        return key.startsWith("/") ? "/" + directory + key : directory + "/" + key;
    }

    private static boolean isText(Path relative, String text) {
        return text.indexOf('\uFFFD') < 0 || Path.of(text).equals(relative);
    }

    private static String directoryUri(Path folder) {
        String uri = uri(folder);
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private static String uri(Path path) {
        return path.toUri().toString();
    }
}

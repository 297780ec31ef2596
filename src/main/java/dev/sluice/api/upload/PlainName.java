package dev.sluice.api.upload;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes a plain file name of whatever a client calls its document: never a path, never a control character. */
public final class PlainName {
    /** What a document without a usable name is called. */
    public static final String UNNAMED = "document";

    private static final int LONGEST_BYTES = 200;

    private PlainName() {}

    /** The last part of the name, without what could mislead a file system or a reader. */
    public static String of(@Nullable String name) {
        if (name == null) {
            return UNNAMED;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder plain = new StringBuilder();
        last.codePoints().filter(PlainName::isPlain).forEach(plain::appendCodePoint);
        String stripped = plain.toString().strip();
        while (stripped.endsWith(".")) {
            stripped = stripped.substring(0, stripped.length() - 1).strip();
        }
        return stripped.isEmpty() ? UNNAMED : shortened(stripped);
    }

    /** Control characters, invisible marks that turn the direction of text, halves of characters: none belongs in a name. */
    private static boolean isPlain(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** The ending is kept, for it may tell the type. */
    private static String shortened(String name) {
        if (length(name) <= LONGEST_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        String start = name.substring(0, name.length() - ending.length());
        while (length(start) + length(ending) > LONGEST_BYTES) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + ending;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

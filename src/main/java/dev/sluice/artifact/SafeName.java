package dev.sluice.artifact;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Makes a file name, safe on every file system and in every store, of what somebody else calls a document. */
public final class SafeName {
    /** In bytes of UTF-8: leaves room for an id and an ending below the 255 of common file systems. */
    public static final int LONGEST = 180;

    private static final String NO_NAME = "document";
    private static final String REPLACED = "\\/:*?\"<>|${}%";
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private SafeName() {}

    /**
     * The last part of a path, a key or a name, of whatever kind: without separators, control and direction characters,
     * what shells, templates or Windows read specially, leading dots, and trailing dots and blanks; at most
     * {@value #LONGEST} bytes, its ending kept. Never empty.
     */
    public static String of(String text) {
        String unified = Normalizer.normalize(text, Normalizer.Form.NFC).replace('\\', '/');
        String last = unified.substring(unified.lastIndexOf('/') + 1);
        StringBuilder clean = new StringBuilder(last.length());
        last.codePoints().map(SafeName::safe).forEach(clean::appendCodePoint);
        String name = clean.toString().strip().replaceFirst("[. ]+$", "").replaceFirst("^[.~@-]+", "_");
        if (name.isBlank() || name.chars().allMatch(c -> c == '_')) {
            return NO_NAME;
        }
        return shortened(RESERVED.matcher(name).matches() ? "_" + name : name);
    }

    private static int safe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '_';
            default -> REPLACED.indexOf(c) >= 0 ? '_' : c;
        };
    }

    private static String shortened(String name) {
        if (bytes(name) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        StringBuilder start = new StringBuilder();
        int room = LONGEST - bytes(ending);
        int[] points =
                name.substring(0, name.length() - ending.length()).codePoints().toArray();
        for (int point : points) {
            room -= bytes(Character.toString(point));
            if (room < 0) {
                break;
            }
            start.appendCodePoint(point);
        }
        return start + ending;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

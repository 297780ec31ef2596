package dev.sluice.intake.document;

import java.nio.charset.StandardCharsets;

/** Makes file names short enough for a file system, with room for what may be put behind them. */
public final class ShortNames {
    /**
     * In bytes: of the 255 that file systems take, what is left beside a mark ({@code ~}, an id, {@code ~} and a number) and
     * the ending of a receipt.
     */
    public static final int LONGEST = 255 - 1 - 36 - 5 - ".sluice.json".length();

    private ShortNames() {}

    /** The name with a mark before its ending; shortened where it would be too long for a file system. */
    public static String marked(String name, String mark) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        String start = name.substring(0, name.length() - ending.length());
        if (length(start) + length(ending) > LONGEST) {
            start = cut(start, LONGEST - length(ending));
        }
        return start + mark + ending;
    }

    /** In bytes, as it is written to a file system. */
    public static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String cut(String text, int bytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += length(Character.toString(codePoint));
            if (used > bytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        // Half of a percent-encoded byte would be no name.
        int percent = text.lastIndexOf('%', Math.max(0, end - 1));
        return text.substring(0, percent > end - 3 && percent >= 0 && end < text.length() ? percent : end);
    }
}

package dev.sluice.engine.extract.pdf;

import java.util.regex.Pattern;

/** Joins printed lines to running text; words divided at the end of a line become whole. */
final class Hyphens {
    private static final Pattern DIVIDED = Pattern.compile(".*\\p{L}{2}[-\\u00ad\\u2010]$", Pattern.DOTALL);

    private Hyphens() {}

    /** Adds the next line to the text so far. */
    static void append(StringBuilder text, String line) {
        int length = text.length();
        // Only the end matters; a long paragraph must not be scanned for each of its lines.
        String end = text.substring(Math.max(0, length - 3));
        if (DIVIDED.matcher(end).matches() && Character.isLowerCase(line.codePointAt(0))) {
            text.setLength(length - 1);
        } else if (length > 0) {
            text.append(' ');
        }
        text.append(line);
    }
}

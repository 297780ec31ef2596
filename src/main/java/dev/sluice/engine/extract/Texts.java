package dev.sluice.engine.extract;

/** Mends text from foreign files, so that it is valid in JSON, in a database and in a log. */
public final class Texts {
    private Texts() {}

    /**
     * The text without control characters (line feeds and tabs stay) and with the replacement character for lone
     * surrogates; no-break spaces become spaces, soft hyphens vanish.
     */
    public static String clean(String text) {
        int first = firstUnclean(text);
        if (first < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i >= text.length() || text.charAt(i) != '\n') {
                    clean.append('\n');
                }
            } else if (c == '\u00a0') {
                clean.append(' ');
            } else if (isLoneSurrogate(c)) {
                clean.append('\ufffd');
            } else if (!isDropped(c)) {
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    private static int firstUnclean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t'
                    || c >= '\u007f' && (c <= '\u00ad' || Character.isSurrogate(c) || c >= '\ufeff')) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isDropped(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t'
                || c == '\u00ad'
                || c == '\ufeff'
                || c >= 0xfffe && c <= 0xffff;
    }

    /** Cleaned, with every run of white space one space, and none at the ends. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = false;
        String clean = clean(text);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (Character.isWhitespace(c)) {
                space = !line.isEmpty();
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }

    /** Cleaned, each line without white space at its ends, no empty lines. */
    public static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        for (String line : clean(text).split("\n", -1)) {
            String one = oneLine(line);
            if (!one.isEmpty()) {
                lines.append(lines.isEmpty() ? "" : "\n").append(one);
            }
        }
        return lines.toString();
    }

    /** How many runs of characters that are no white space. */
    public static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean white = Character.isWhitespace(text.charAt(i));
            if (!white && !inWord) {
                words++;
            }
            inWord = !white;
        }
        return words;
    }
}

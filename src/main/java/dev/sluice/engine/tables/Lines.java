package dev.sluice.engine.tables;

import dev.sluice.engine.extract.Texts;

/** The text of cells that was printed in several lines. */
final class Lines {
    private Lines() {}

    /** Printed lines become one; the paragraphs of a format with markup stay apart. */
    static String joined(String text, String method) {
        if (method.equals("markup")) {
            return text.strip();
        }
        if (text.indexOf('\n') < 0) {
            return Texts.oneLine(text);
        }
        StringBuilder joined = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            int length = joined.length();
            boolean hyphen = length > 1
                    && joined.charAt(length - 1) == '-'
                    && Character.isLetter(joined.charAt(length - 2))
                    && !line.isEmpty()
                    && Character.isLowerCase(line.charAt(0));
            if (hyphen) {
                joined.setLength(length - 1);
            } else if (length > 0) {
                joined.append(' ');
            }
            joined.append(line);
        }
        return Texts.oneLine(joined.toString());
    }
}

package dev.sluice.engine.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text value and a name at their right ends. */
final class TextCutter {
    private static final int LONGEST_NAME = 90;
    private static final String JUNK = " \t:;,-–—=|•●·_*\"“”„«»>";

    private TextCutter() {}

    /** The text without signs around it; null if no letter or digit is left. */
    static @Nullable Mention text(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && JUNK.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && JUNK.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end > start + 1
                && text.charAt(end - 1) == '.'
                && text.charAt(end - 2) != '.'
                && !abbreviated(text, start, end)) {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return new Mention(start, end, text.substring(start, end));
            }
        }
        return null;
    }

    /** Whether the last word is short or holds another stop: "Inc.", "B.V.", "e.K.". */
    private static boolean abbreviated(String text, int start, int end) {
        int word = text.lastIndexOf(' ', end - 2) + 1;
        int begin = Math.max(start, word);
        return end - begin <= 5 || text.indexOf('.', begin) < end - 1;
    }

    /** A name: ends at a comma (unless a legal form or a first name follows), a bracket, a stroke before more. */
    static @Nullable Mention name(String text, int from, int to, boolean person) {
        int end = to;
        for (String stop : List.of(" | ", " • ", " ● ", " · ", " - ", " – ", " — ", ";", "•", "●", "\t")) {
            int at = text.indexOf(stop, from);
            if (at > from + 1 && at < end) {
                end = at;
            }
        }
        int comma = text.indexOf(", ", from);
        if (comma > from && comma + 2 <= end && !person && !LegalForms.begins(text.substring(comma + 2, end))) {
            end = comma;
        }
        Mention name = text(text, from, end);
        return name == null || name.value().length() > LONGEST_NAME ? null : name;
    }

    /** The first sentence of several: "Direct debit. The amount will be ..." says "Direct debit". */
    static Mention firstSentence(Mention text) {
        String value = text.value();
        for (int at = value.indexOf(". "); at > 0; at = value.indexOf(". ", at + 1)) {
            int word = value.lastIndexOf(' ', at) + 1;
            boolean sentence = at - word >= 4
                    && at + 2 < value.length()
                    && Character.isUpperCase(value.charAt(at + 2))
                    && value.indexOf('.', word) == at;
            if (sentence) {
                return new Mention(text.start(), text.start() + at, value.substring(0, at));
            }
        }
        return text;
    }

    /** How much it looks like a name, 0 to 1. */
    static double nameFit(String name) {
        int letters = 0;
        int digits = 0;
        for (int i = 0; i < name.length(); i++) {
            letters += Character.isLetter(name.charAt(i)) ? 1 : 0;
            digits += Character.isDigit(name.charAt(i)) ? 1 : 0;
        }
        if (letters < 2 || digits > letters || name.indexOf('@') >= 0 || Places.town(name)) {
            return 0;
        }
        int words = name.split(" ").length;
        boolean capital =
                Character.isUpperCase(name.charAt(0)) || Character.isDigit(name.charAt(0)) || LegalForms.in(name);
        boolean street = !LegalForms.in(name)
                && (Character.isDigit(name.charAt(0)) || Character.isDigit(name.charAt(name.length() - 1)));
        return (capital ? 1 : 0.7) * (words > 8 ? 0.4 : 1) * (street ? 0.45 : 1);
    }
}

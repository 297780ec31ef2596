package dev.sluice.engine.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers by which things are named: invoice numbers, customer numbers and the like. */
final class Identifiers {
    private static final int LONGEST = 40;
    private static final Set<String> PREFIXES =
            Set.of("nr", "no", "n", "num", "number", "nummer", "numero", "id", "ref", "is");

    private Identifiers() {}

    /** The first one between the two places. */
    static @Nullable Mention first(Segment segment, int from, int to) {
        String text = segment.text;
        int at = from;
        for (int words = 0; at < to && words < 6; words++) {
            while (at < to && (text.charAt(at) == ' ' || "#:([\"'„“".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            int end = wordEnd(text, at, to);
            int kept = trim(text, at, end);
            String word = text.substring(at, Math.max(at, kept));
            if (named(segment, at, kept, word)) {
                int more = further(text, at, kept, to, segment);
                return new Mention(at, more, text.substring(at, more));
            }
            boolean prefix = word.length() <= 5
                    && !word.isEmpty()
                    && word.chars().allMatch(c -> Character.isUpperCase(c) || c == '-')
                    && end + 1 < to
                    && Character.isDigit(text.charAt(end + 1));
            if (prefix) {
                int next = trim(text, end + 1, wordEnd(text, end + 1, to));
                if (named(segment, end + 1, next, text.substring(end + 1, next))) {
                    int more = further(text, end + 1, next, to, segment);
                    return new Mention(at, more, text.substring(at, more));
                }
            }
            if (words > 0 && !PREFIXES.contains(Fold.bare(word))) {
                // Further words than a first strange one are a sentence.
                if (words > 1) {
                    return null;
                }
            }
            at = end + 1;
        }
        return null;
    }

    private static boolean named(Segment segment, int start, int end, String word) {
        boolean digit = false;
        for (int i = 0; i < word.length(); i++) {
            digit |= Character.isDigit(word.charAt(i));
        }
        if (!digit || word.length() > LONGEST || word.indexOf('@') >= 0 || word.endsWith("%")) {
            return false;
        }
        for (DateMention date : segment.dates()) {
            if (date.start() <= start && date.end() >= end && word.length() != 8) {
                return false;
            }
        }
        for (NumberMention number : segment.numbers()) {
            boolean money = !number.currency().isEmpty()
                    || number.decimals() == 2 && number.digits().indexOf(',') >= 0;
            if (number.start() <= start && number.end() >= end && (money || number.percent())) {
                return false;
            }
        }
        return true;
    }

    /** Groups of digits behind groups of digits go on with the number: "51 824 753 556". */
    private static int further(String text, int start, int end, int to, Segment segment) {
        int run = codeRun(text, start, end, to, segment);
        if (run > end) {
            return run;
        }
        int kept = end;
        boolean digits = text.substring(start, end).chars().allMatch(Character::isDigit);
        boolean code = digits && end - start <= 4;
        while (code && kept + 1 < to && text.charAt(kept) == ' ') {
            int next = wordEnd(text, kept + 1, to);
            String word = text.substring(kept + 1, next);
            int begin = kept + 1;
            boolean dated = segment.dates().stream().anyMatch(date -> date.start() <= begin && date.end() >= next);
            if (dated || word.length() < 2 || word.length() > 5 || !word.chars().allMatch(Character::isDigit)) {
                break;
            }
            kept = next;
        }
        return kept;
    }

    /** "65 010180 B 508": when all that is left looks like parts of a code it is one. */
    private static int codeRun(String text, int start, int end, int to, Segment segment) {
        int at = end;
        int words = 0;
        while (at < to && text.charAt(at) == ' ') {
            int next = wordEnd(text, at + 1, to);
            String word = text.substring(at + 1, next);
            int begin = at + 1;
            boolean dated = segment.dates().stream().anyMatch(date -> date.start() <= begin && date.end() > begin);
            if (dated || ++words > 6 || !code(word)) {
                return end;
            }
            at = next;
        }
        return at == to ? at : end;
    }

    /** Capitals and digits with joining signs, no word and no amount. */
    private static boolean code(String word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isLetter(c)) {
                letters++;
                if (!Character.isUpperCase(c)) {
                    return false;
                }
            } else if (!Character.isDigit(c) && "-/".indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty() && word.length() <= 10 && letters <= 2;
    }

    private static int wordEnd(String text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) != ' ') {
            end++;
        }
        return end;
    }

    private static int trim(String text, int from, int end) {
        int kept = end;
        while (kept > from && ".,;:)]\"'*“”".indexOf(text.charAt(kept - 1)) >= 0) {
            kept--;
        }
        return kept;
    }

    /** Single digits are rarely what a document is called. */
    static double fit(String id) {
        return id.length() == 1 ? 0.6 : id.length() == 2 ? 0.95 : 1;
    }
}

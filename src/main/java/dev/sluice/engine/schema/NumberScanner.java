package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.List;

/** Finds numbers in a text in one pass, with sign, currency, percent sign and unit. */
final class NumberScanner {
    private static final int MOST = 100;
    private static final int MOST_DIGITS = 24;

    private final String text;
    private final List<DateMention> dates;
    private final List<NumberMention> found = new ArrayList<>();

    private NumberScanner(String text, List<DateMention> dates) {
        this.text = text;
        this.dates = dates;
    }

    static List<NumberMention> scan(String text, List<DateMention> dates) {
        NumberScanner scanner = new NumberScanner(text, dates);
        int i = 0;
        while (i < text.length() && scanner.found.size() < MOST) {
            i = Character.isDigit(text.charAt(i)) ? scanner.at(i) : i + 1;
        }
        return scanner.found;
    }

    private int at(int start) {
        for (DateMention date : dates) {
            if (start >= date.start() && start < date.end()) {
                return date.end();
            }
        }
        int end = end(start);
        String digits = text.substring(start, end);
        if (digits.length() > MOST_DIGITS) {
            return end;
        }
        // A number after a letter or a joining sign is part of a name: "M8", "INV/2023", "A-12"; a currency is not.
        String before = Currencies.before(text, start);
        int from = start - Currencies.widthBefore(text, start);
        char left = from > 0 ? text.charAt(from - 1) : ' ';
        boolean negative = false;
        if (isDash(left) && (from < 2 || " (€$£".indexOf(text.charAt(from - 2)) >= 0)) {
            negative = true;
            from--;
            if (before.isEmpty()) {
                before = Currencies.before(text, from);
                from -= Currencies.widthBefore(text, from);
            }
            left = from > 0 ? text.charAt(from - 1) : ' ';
        } else if (left == '(') {
            negative = end < text.length() && text.charAt(end) == ')';
        }
        boolean named = Character.isLetterOrDigit(left)
                || "/_#.-".indexOf(left) >= 0 && from > 1 && !negative && text.charAt(from - 2) != ' ';
        int behind = end;
        String after = Currencies.after(text, end);
        behind += Currencies.widthAfter(text, end);
        boolean percent = percentAt(behind);
        if (percent) {
            behind = text.indexOf('%', behind) + 1;
        }
        if (behind < text.length() && isDash(text.charAt(behind)) && endsAt(behind + 1) && !percent) {
            negative = true;
            behind++;
        }
        String unit = unit(behind);
        boolean stuck = behind < text.length()
                && (Character.isLetter(text.charAt(behind)) && unit.length() > 3
                        || "/_:".indexOf(text.charAt(behind)) >= 0
                                && behind + 1 < text.length()
                                && Character.isLetterOrDigit(text.charAt(behind + 1))
                                && Character.isDigit(text.charAt(behind + 1)));
        if (!named && !stuck) {
            found.add(new NumberMention(
                    from,
                    behind,
                    digits.replace(" ", "").replace("’", "'"),
                    negative,
                    percent,
                    before.isEmpty() ? after : before,
                    unit));
        }
        return Math.max(end, start + 1);
    }

    private static boolean isDash(char c) {
        return c == '-' || c == '–' || c == '−';
    }

    private boolean endsAt(int i) {
        return i >= text.length() || text.charAt(i) == ' ' || text.charAt(i) == ')';
    }

    private boolean percentAt(int i) {
        return i < text.length()
                && (text.charAt(i) == '%'
                        || text.charAt(i) == ' ' && i + 1 < text.length() && text.charAt(i + 1) == '%');
    }

    /** Behind the last digit: groups of three behind a space or a separator belong to the number. */
    private int end(int start) {
        int i = digitsEnd(start);
        boolean spaced = i - start <= 3;
        while (i + 1 < text.length() && Character.isDigit(text.charAt(i + 1)) && i - start < 40) {
            char c = text.charAt(i);
            int group = digitsEnd(i + 1);
            boolean three = group - i - 1 == 3;
            if (c == '.' || c == ',') {
                i = group;
            } else if ((c == '\'' || c == '’' || c == ' ' || c == '\u202f') && three && spaced) {
                i = group;
            } else {
                break;
            }
        }
        return i;
    }

    private int digitsEnd(int start) {
        int i = start;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private String unit(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        int start = i;
        while (i < text.length()
                && i - start < 12
                && (Character.isLetter(text.charAt(i)) || "²³°/".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return Fold.fold(text.substring(start, i));
    }
}

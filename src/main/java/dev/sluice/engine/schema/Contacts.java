package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** E-mail addresses, web addresses and telephone numbers in a text; one pass each. */
final class Contacts {
    private Contacts() {}

    /** E-mail addresses. */
    static List<Mention> emails(String text) {
        List<Mention> found = new ArrayList<>();
        int at = text.indexOf('@');
        while (at > 0 && found.size() < 20) {
            int start = at;
            while (start > 0 && at - start < 64 && local(text.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < text.length() && end - at < 255 && host(text.charAt(end))) {
                end++;
            }
            end = trim(text, end);
            if (start < at && end > at + 1) {
                found.add(new Mention(start, end, text.substring(start, end)));
            }
            at = text.indexOf('@', at + 1);
        }
        return found;
    }

    private static boolean local(char c) {
        return Character.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
    }

    private static boolean host(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static int trim(String text, int end) {
        int kept = end;
        while (kept > 0 && ".-,;)/".indexOf(text.charAt(kept - 1)) >= 0) {
            kept--;
        }
        return kept;
    }

    /** Web addresses, with or without a scheme. */
    static List<Mention> urls(String text) {
        List<Mention> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            return found;
        }
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length()
                    && !Character.isWhitespace(text.charAt(end))
                    && "<>\"|,;()".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String word = lower.substring(i, end);
            boolean url = word.startsWith("http://")
                    || word.startsWith("https://")
                    || word.startsWith("www.") && word.indexOf('.', 5) > 0;
            int kept = trim(text, end);
            if (url && kept > i + 7) {
                found.add(new Mention(i, kept, text.substring(i, kept)));
            } else if (bareHost(word)) {
                found.add(new Mention(i, kept, text.substring(i, kept)));
            }
            i = end + 1;
        }
        return found;
    }

    private static boolean bareHost(String word) {
        int dot = word.lastIndexOf('.');
        if (dot < 3 || word.indexOf('@') >= 0 || word.length() - dot < 3 || word.length() - dot > 5) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean good = c >= 'a' && c <= 'z' || i < dot && (c >= '0' && c <= '9' || c == '-' || c == '.');
            if (!good) {
                return false;
            }
        }
        return " com de fr nl it es pt pl eu net org uk be at ch io au ".contains(" " + word.substring(dot + 1) + " ");
    }

    /** What is written like a telephone number: 6 to 15 digits with spaces, brackets, strokes, hyphens. */
    static List<Mention> phones(String text) {
        List<Mention> found = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean begins = (c == '+' || c == '(' || Character.isDigit(c))
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
            if (!begins) {
                i++;
                continue;
            }
            int end = i;
            int digits = 0;
            while (end < text.length()
                    && end - i < 30
                    && (Character.isDigit(text.charAt(end)) || "+()/-. –".indexOf(text.charAt(end)) >= 0)) {
                digits += Character.isDigit(text.charAt(end)) ? 1 : 0;
                end++;
            }
            int kept = end;
            while (kept > i && !Character.isDigit(text.charAt(kept - 1))) {
                kept--;
            }
            if (digits >= 6 && digits <= 15) {
                found.add(new Mention(i, kept, text.substring(i, kept)));
            }
            i = Math.max(end, i + 1);
        }
        return found;
    }
}

package dev.sluice.engine.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Currencies as they stand beside amounts: signs, codes, words. */
final class Currencies {
    private static final Map<String, String> CODES = codes();
    private static final int LONGEST = 7;

    private Currencies() {}

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String line : DataFile.lines("currencies.txt")) {
            String code = line.substring(0, 3);
            for (String written : line.substring(4).split(",")) {
                codes.put(written.strip(), code);
            }
        }
        return Map.copyOf(codes);
    }

    /** The ISO code of a sign, code or word; empty if it is none. */
    static String code(String written) {
        return CODES.getOrDefault(written.toLowerCase(Locale.ROOT), "");
    }

    /** The currency that ends just before that place, perhaps with a space between; empty if none. */
    static String before(String text, int at) {
        int width = widthBefore(text, at);
        return width == 0 ? "" : code(text.substring(at - width, at).strip());
    }

    /** How many characters it takes. */
    static int widthBefore(String text, int at) {
        int end = at;
        if (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < LONGEST && part(text.charAt(start - 1))) {
            start--;
        }
        boolean whole = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
        while (start < end) {
            if (whole && proper(text.substring(start, end))) {
                return at - start;
            }
            // "-€5": the sign alone, whatever stands before it.
            start++;
            whole = !Character.isLetter(text.charAt(start - 1))
                    || !Character.isLetter(text.charAt(Math.min(start, end - 1)));
        }
        return 0;
    }

    /** The currency that begins at that place, perhaps behind a space; empty if none. */
    static String after(String text, int at) {
        int width = widthAfter(text, at);
        return width == 0 ? "" : code(text.substring(at, at + width).strip());
    }

    /** How many characters it takes. */
    static int widthAfter(String text, int at) {
        int start = at;
        if (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && end - start < LONGEST && part(text.charAt(end))) {
            end++;
        }
        boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        while (end > start) {
            if (whole && proper(text.substring(start, end))) {
                return end - at;
            }
            end--;
            whole = !Character.isLetter(text.charAt(end)) || end > start && !Character.isLetter(text.charAt(end - 1));
        }
        return 0;
    }

    /** Codes are capitals, and "rm" or "try" in running text are words. */
    private static boolean proper(String written) {
        if (code(written).isEmpty()) {
            return false;
        }
        return !Character.isLowerCase(written.charAt(0))
                || written.length() > 3
                || "zł".equals(written)
                || "zl".equals(written)
                || "kč".equals(written)
                || "eur".equals(written);
    }

    private static boolean part(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.CURRENCY_SYMBOL || c == '.';
    }

    /** Counts how often each currency stands in a document. */
    static final class Votes {
        private final Map<String, Double> votes = new LinkedHashMap<>();

        void add(String code, double weight) {
            if (!code.isEmpty()) {
                votes.merge(code, weight, Double::sum);
            }
        }

        /** The code with most votes, or empty. */
        String winner() {
            // A document that names its dollars means those also where it writes only the sign.
            double dollars = votes.getOrDefault("USD", 0.0);
            for (String other : new String[] {"AUD", "CAD", "NZD", "SGD", "HKD", "MXN"}) {
                if (dollars > 0 && votes.getOrDefault(other, 0.0) >= 1) {
                    votes.merge(other, dollars, Double::sum);
                    votes.put("USD", 0.5);
                }
            }
            return votes.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("");
        }
    }
}

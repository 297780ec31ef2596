package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds dates in a text in one pass: numbers in any order, names of months in many languages. */
final class DateScanner {
    private static final Map<String, Integer> MONTHS = months();
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th", "er", "o", "a", "e");
    private static final Set<String> BETWEEN = Set.of("de", "of", "del", "di");
    private static final int MOST = 60;

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<DateMention> found = new ArrayList<>();

    private record Part(int start, int end, int number, int month, boolean between) {
        boolean digits() {
            return number >= 0;
        }

        int length() {
            return end - start;
        }
    }

    private DateScanner(String text) {
        this.text = text;
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        int month = 0;
        for (String line : DataFile.lines("months.txt")) {
            month++;
            for (String name : line.split(",")) {
                months.put(Fold.fold(name.strip()), month);
            }
        }
        return Map.copyOf(months);
    }

    static List<DateMention> scan(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < 3; i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        if (digits < 3) {
            return List.of();
        }
        DateScanner scanner = new DateScanner(text);
        scanner.split();
        for (int i = 0; i < scanner.parts.size() && scanner.found.size() < MOST; ) {
            i += scanner.at(i);
        }
        return scanner.found;
    }

    private void split() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int start = i;
            if ("年月日".indexOf(c) >= 0) {
                i++;
                continue;
            }
            if (c >= '0' && c <= '9') {
                while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                    i++;
                }
                int number = i - start <= 8 ? Integer.parseInt(text.substring(start, i)) : 0;
                parts.add(new Part(start, i, number, 0, false));
            } else if (Character.isLetter(c)) {
                while (i < text.length() && Character.isLetter(text.charAt(i))) {
                    i++;
                }
                String word = i - start > 12 ? "" : Fold.fold(text.substring(start, i));
                boolean ordinal = start > 0 && Character.isDigit(text.charAt(start - 1)) && ORDINALS.contains(word);
                boolean between = ordinal || BETWEEN.contains(word);
                parts.add(new Part(start, i, -1, MONTHS.getOrDefault(word, 0), between));
            } else {
                i++;
            }
        }
    }

    /** How many parts the date at that part takes; 1 if there is none. */
    private int at(int i) {
        Part a = parts.get(i);
        boolean stuck = a.start > 0 && Character.isLetterOrDigit(text.charAt(a.start - 1));
        if (stuck && a.month == 0) {
            return 1;
        }
        if (a.digits() && a.length() == 8) {
            add(a, a, a.number / 10_000, a.number % 100, a.number / 100 % 100, false);
            return 1;
        }
        int j = next(i);
        int k = j < 0 ? -1 : next(j);
        if (k < 0) {
            return 1;
        }
        Part b = parts.get(j);
        Part c = parts.get(k);
        boolean done = false;
        if (a.digits() && b.digits() && c.digits()) {
            done = numbers(a, b, c);
        } else if (a.digits() && b.month > 0 && c.digits() && a.length() <= 2 && near(a, b) && near(b, c)) {
            done = add(a, c, year(c), a.number, b.month, false);
        } else if (a.month > 0 && b.digits() && c.digits() && b.length() <= 2 && c.length() == 4) {
            done = near(a, b) && near(b, c) && add(a, c, year(c), b.number, a.month, false);
        } else if (a.digits() && a.length() == 4 && b.month > 0 && c.digits() && c.length() <= 2) {
            done = near(a, b) && near(b, c) && add(a, c, a.number, c.number, b.month, false);
        }
        return done ? k - i + 1 : 1;
    }

    private int next(int i) {
        int j = i + 1;
        for (int skipped = 0; j < parts.size() && parts.get(j).between && skipped < 2; skipped++) {
            j++;
        }
        return j < parts.size() ? j : -1;
    }

    /** Whether nothing but a few signs, or small words, stands between the two. */
    private boolean near(Part a, Part b) {
        int signs = 0;
        for (int i = a.end; i < b.start; i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                return false;
            }
            if (!Character.isLetter(c)) {
                if (" .,-/'’º°".indexOf(c) < 0) {
                    return false;
                }
                signs++;
            }
        }
        return signs <= 4;
    }

    private boolean numbers(Part a, Part b, Part c) {
        String left = text.substring(a.end, b.start);
        String right = text.substring(b.end, c.start);
        boolean japanese = left.equals("年") && right.equals("月");
        String sign = left.strip();
        boolean parted = japanese
                || sign.length() == 1
                        && "./-".contains(sign)
                        && right.strip().equals(sign)
                        && left.length() <= 2
                        && right.length() <= 2;
        if (!parted) {
            return false;
        }
        if (a.length() == 4 && b.length() <= 2 && c.length() <= 2) {
            return add(a, c, a.number, c.number, b.number, false);
        }
        if (a.length() > 2 || b.length() > 2 || c.length() != 4 && c.length() != 2) {
            return false;
        }
        // Two digits and a full stop more are a version or an amount, not a year.
        boolean goesOn = c.length() == 2
                && c.end + 1 < text.length()
                && sign.charAt(0) == text.charAt(c.end)
                && Character.isDigit(text.charAt(c.end + 1));
        return !goesOn && add(a, c, year(c), a.number, b.number, !sign.equals("."));
    }

    private static int year(Part part) {
        if (part.length() == 2) {
            return part.number < 70 ? 2000 + part.number : 1900 + part.number;
        }
        return part.number;
    }

    private boolean add(Part from, Part to, int year, int first, int second, boolean open) {
        boolean stuck = to.end < text.length() && Character.isDigit(text.charAt(to.end));
        boolean possible = year >= 1900 && year <= 2100 && first >= 1 && second >= 1 && Math.max(first, second) <= 31;
        possible &= open ? Math.min(first, second) <= 12 : second <= 12;
        boolean letter = to.end < text.length()
                && Character.isLetter(text.charAt(to.end))
                && text.charAt(to.end) != 'T'
                && text.charAt(to.end) != '日';
        if (stuck || !possible || letter) {
            return false;
        }
        found.add(new DateMention(from.start, to.end, year, first, second, open));
        return true;
    }
}

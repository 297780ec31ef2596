package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** IBANs (ISO 13616) and BICs (ISO 9362) in a text. */
final class BankCodes {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;
    private static final Map<String, Integer> LENGTHS = Map.ofEntries(
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GR", 27),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MC", 27),
            Map.entry("MT", 31),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("RO", 24),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24),
            Map.entry("SM", 27),
            Map.entry("TR", 26),
            Map.entry("UA", 29));

    private BankCodes() {}

    /** What is written like an IBAN; whether its checksum holds says {@link #valid}. */
    static List<Mention> ibans(String text) {
        List<Mention> found = new ArrayList<>();
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            boolean begins = capital(text, i)
                    && capital(text, i + 1)
                    && Character.isDigit(text.charAt(i + 2))
                    && Character.isDigit(text.charAt(i + 3))
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
            Mention iban = begins ? iban(text, i) : null;
            if (iban != null) {
                found.add(iban);
                i = iban.end() - 1;
            }
        }
        return found;
    }

    private static boolean capital(String text, int i) {
        return text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
    }

    private static @org.jspecify.annotations.Nullable Mention iban(String text, int start) {
        StringBuilder code = new StringBuilder();
        int wanted = LENGTHS.getOrDefault(text.substring(start, start + 2), 0);
        int end = start;
        int good = -1;
        for (int i = start; i < text.length() && code.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (capital(text, i) || c >= '0' && c <= '9') {
                code.append(c);
                end = i + 1;
                boolean stops = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
                if (stops && code.length() >= SHORTEST) {
                    if (code.length() == wanted || valid(code.toString())) {
                        return new Mention(start, end, code.toString());
                    }
                    good = good < 0 || digit(text, end - 1) ? end : good;
                }
            } else if (c != ' ' || i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                break;
            } else if (i + 1 < text.length() && capital(text, i + 1) && code.length() >= SHORTEST && wanted == 0) {
                break;
            }
        }
        if (good < 0) {
            return null;
        }
        String kept = text.substring(start, good).replace(" ", "");
        return new Mention(start, good, kept);
    }

    private static boolean digit(String text, int i) {
        return Character.isDigit(text.charAt(i));
    }

    /** Whether the checksum (ISO 7064, mod 97-10) holds. */
    static boolean valid(String iban) {
        if (iban.length() < SHORTEST) {
            return false;
        }
        int rest = 0;
        for (int i = 0; i < iban.length(); i++) {
            char c = iban.charAt((i + 4) % iban.length());
            int digit = Character.digit(c, 36);
            if (digit < 0) {
                return false;
            }
            rest = (digit > 9 ? rest * 100 + digit : rest * 10 + digit) % 97;
        }
        return rest == 1;
    }

    /** What is written like a BIC: 8 or 11 capitals and digits whose fifth and sixth are a country. */
    static List<Mention> bics(String text) {
        List<Mention> found = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            if (bic(text.substring(start, end))) {
                found.add(new Mention(start, end, text.substring(start, end)));
            }
            start = Math.max(end, start) + 1;
        }
        return found;
    }

    private static boolean bic(String word) {
        if (word.length() != 8 && word.length() != 11) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z';
            if (!letter && (i < 6 || c < '0' || c > '9')) {
                return false;
            }
        }
        String country = word.substring(4, 6);
        return LENGTHS.containsKey(country) || "US CA AU NZ JP CN HK SG IN ZA BR MX AE IL".contains(country);
    }
}

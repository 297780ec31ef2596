package dev.sluice.engine.topic;

import java.util.Locale;
import java.util.Set;

/** Counts what single words show: amounts, years, units, pronouns, marks. */
final class WordCounter {
    private static final Set<String> UNITS = Set.of(
            "mm", "cm", "km", "kg", "mg", "kw", "kwh", "mw", "gw", "hz", "khz", "mhz", "ghz", "ma", "mah", "v", "kv",
            "w", "pa", "kpa", "mpa", "bar", "psi", "nm", "rpm", "°c", "°f", "ml", "ms", "ns", "db", "n/mm2", "m3", "m²",
            "gb", "mb", "in.", "lb", "lbs", "ft", "µm", "μm", "ω");
    private static final Set<String> I = Set.of(
            "i", "my", "me", "i'm", "i've", "ich", "mein", "meine", "mir", "je", "j'ai", "mon", "ma", "mes", "yo", "mi",
            "eu", "meu", "minha", "io", "mio", "mia", "ik", "mijn", "we", "our", "wir", "unser", "unsere", "nous",
            "notre", "nos");
    private static final Set<String> YOU = Set.of(
            "you", "your", "yours", "vous", "votre", "vos", "ihnen", "ihr", "ihre", "ihrer", "usted", "ustedes", "su",
            "lei", "você", "u", "uw", "du", "dein", "tú", "tu");
    private static final Set<String> LEGAL = Set.of(
            "shall",
            "hereby",
            "herein",
            "hereof",
            "hereto",
            "hereunder",
            "hereinafter",
            "thereof",
            "therein",
            "thereto",
            "whereas",
            "notwithstanding",
            "pursuant",
            "aforesaid",
            "undersigned",
            "plaintiff",
            "defendant",
            "petitioner",
            "respondent",
            "statute",
            "hiermit",
            "gemäß",
            "gemäss",
            "unbeschadet",
            "vertragspartei",
            "vertragsparteien",
            "susdit",
            "ci-après",
            "présente",
            "conformément",
            "nonobstant",
            "presente",
            "conforme",
            "mediante",
            "hierbij",
            "overeenkomstig",
            "partijen",
            "partes",
            "parties",
            "parti");
    private static final String CURRENCIES = "$€£¥₹₩₽฿₺";
    private static final String MATH = "=∑∫±≤≥≈≠∞√∂∈∀∃×÷αβγδλμσπθφωΔΩ∇⊂∪∩→";
    private static final int CURRENT_CENTURIES_FROM = 1800;
    private static final int CURRENT_CENTURIES_TO = 2099;

    private final Counts counts;

    WordCounter(Counts counts) {
        this.counts = counts;
    }

    /** Counts the word that stands there in the line. */
    void count(String line, int start, int end) {
        int digits = 0;
        int letters = 0;
        int capitals = 0;
        char first = line.charAt(start);
        char last = line.charAt(end - 1);
        for (int i = start; i < end; i++) {
            char c = line.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (Character.isLetter(c)) {
                letters++;
                capitals += Character.isUpperCase(c) ? 1 : 0;
            }
            if (c == '"' || c == '“' || c == '”' || c == '„' || c == '«' || c == '»' || c == '「') {
                counts.add(Count.QUOTES, 1);
            } else if (c == '?' || c == '？' || c == '¿') {
                counts.add(Count.QUESTIONS, 1);
            } else if (c == '§') {
                counts.add(Count.SECTION_MARKS, 1);
            } else if (c == '@') {
                counts.add(Count.CONTACTS, 1);
            } else if (c == '{' || c == '}' || c == ';' || c == '<' || c == '>') {
                counts.add(Count.CODE_MARKS, 1);
            }
            if (MATH.indexOf(c) >= 0) {
                counts.add(Count.MATH, 1);
            }
        }
        if (letters > 2 && capitals == letters) {
            counts.add(Count.CAPITALS, 1);
        }
        if (digits > 0 && digits >= letters) {
            countNumber(line, start, end, digits);
        } else if (letters > 0) {
            countLetters(line.substring(start, end).toLowerCase(Locale.ROOT), first, last);
        } else if (CURRENCIES.indexOf(first) >= 0) {
            counts.add(Count.AMOUNTS, 1);
        }
        // "Smith et al. [12]", "(2019)"
        if (first == '[' && last != '[' && digits > 0 && digits <= 3) {
            counts.add(Count.REFERENCES, 1);
        }
    }

    private void countNumber(String line, int start, int end, int digits) {
        counts.add(Count.NUMBERS, 1);
        String word = line.substring(start, end);
        int length = word.length();
        boolean cents = length > 3
                && (word.charAt(length - 3) == '.' || word.charAt(length - 3) == ',')
                && Character.isDigit(word.charAt(length - 1))
                && Character.isDigit(word.charAt(length - 2));
        boolean currency = CURRENCIES.indexOf(word.charAt(0)) >= 0 || CURRENCIES.indexOf(word.charAt(length - 1)) >= 0;
        if (currency || cents && word.indexOf(':') < 0 && word.indexOf('.') == word.lastIndexOf('.')) {
            counts.add(Count.AMOUNTS, 1);
        }
        if (word.endsWith("%")) {
            counts.add(Count.PERCENTS, 1);
        }
        if (digits == 4 && length <= 6) {
            int at = Character.isDigit(word.charAt(0)) ? 0 : 1;
            if (at + 4 <= length && isYear(word.substring(at, at + 4))) {
                counts.add(Count.YEARS, 1);
                counts.add(Count.REFERENCES, at == 1 && word.charAt(0) == '(' && length >= 6 ? 1 : 0);
            }
        }
    }

    private static boolean isYear(String four) {
        int year = 0;
        for (int i = 0; i < four.length(); i++) {
            if (four.charAt(i) < '0' || four.charAt(i) > '9') {
                return false;
            }
            year = year * 10 + four.charAt(i) - '0';
        }
        return year >= CURRENT_CENTURIES_FROM && year <= CURRENT_CENTURIES_TO;
    }

    private void countLetters(String word, char first, char last) {
        if (word.startsWith("http") || word.startsWith("www.") || word.startsWith("tel")) {
            counts.add(Count.CONTACTS, 1);
        }
        int end = word.length();
        while (end > 0 && ",;:!?)\"”".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        String plain = word.substring(first == '(' || first == '"' || first == '“' ? Math.min(1, end) : 0, end);
        counts.add(Count.I, I.contains(plain) ? 1 : 0);
        counts.add(Count.YOU, YOU.contains(plain) ? 1 : 0);
        counts.add(Count.LEGAL_WORDS, LEGAL.contains(plain) ? 1 : 0);
        counts.add(Count.UNITS, UNITS.contains(plain) ? 1 : 0);
        counts.add(Count.REFERENCES, "et".equals(plain) && last == 't' ? 0 : "al.".equals(plain) ? 1 : 0);
        if ("v.".equals(plain) || "vs.".equals(plain)) {
            counts.add(Count.SECTION_MARKS, 1);
        }
    }
}

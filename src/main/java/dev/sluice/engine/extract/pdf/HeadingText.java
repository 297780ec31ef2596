package dev.sluice.engine.extract.pdf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the wording alone tells about a line: numbers of sections, captions, dates, sentences. */
final class HeadingText {
    private static final int LONGEST = 180;
    private static final Pattern NUMBER =
            Pattern.compile("^(?:§\\s*)?(?:\\d{1,2}(?:\\.\\d{1,2}){0,5}|[IVX]{1,5}|[A-Z](?:\\.\\d{1,2}){0,4})[.):]?$");
    /** Two or more levels, or a word for a part of a document. */
    private static final Pattern NUMBERED = Pattern.compile(
            "^(?:(?:§\\s*)?\\d{1,2}(?:\\.\\d{1,2}){1,5}[.)]?\\s+\\p{L}"
                    + "|(?:chapter|section|article|appendix|annex|part|schedule|kapitel|abschnitt|anhang|anlage|teil|artikel"
                    + "|chapitre|article|annexe|partie|capítulo|sección|anexo|artículo|capitolo|sezione|allegato)"
                    + "\\s+(?:\\d{1,3}|[IVXLC]{1,6}|[A-Z])(?![\\p{L}\\d])"
                    + "|제\\s?\\d+\\s?[장절편조관])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern SINGLE_NUMBER =
            Pattern.compile("^(?:\\(?(?:\\d{1,2}|[IVX]{1,5}|[A-Z])[.)]|\\d{1,2})\\s+[「『<\"“(]?[\\p{Lu}\\p{Lo}]");
    private static final Pattern DEPTH = Pattern.compile("^(?:§\\s*)?(?:\\d{1,2}|[A-Z](?=\\.\\d))((?:\\.\\d{1,2})*)");
    private static final Pattern CAPTION = Pattern.compile(
            "^(?:figure|fig|table|tab|tabelle|abbildung|abb|tableau|tabla|figura|tabella|chart|plate|box|graph"
                    + "|illustration|diagram|listing|example|source|quelle|note|그림|표|図|表|图)s?\\.?\\s*"
                    + "(?:[A-Z]?-?\\d|[IVX]+\\b|:\\s*\\S|\\(|\\[)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BRACKETED_CAPTION =
            Pattern.compile("^[\\[<(]\\s*(?:표|그림|figure|table)\\s*\\d", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile(
            "^(?:\\p{L}+,?\\s+)?(?:\\d{1,2}[./ -]\\s?(?:\\d{1,2}|\\p{L}{3,9})[./ -]\\s?\\d{2,4}"
                    + "|\\p{L}{3,9}\\.?\\s+\\d{1,2},?\\s+\\d{4}|\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}|\\p{L}{3,9}\\s+\\d{4})$");
    private static final Pattern ADDRESS = Pattern.compile("^\\S*(?:@|://|www\\.)\\S*$");
    private static final Pattern PAGE = Pattern.compile(
            "^[^\\p{L}\\p{N}]*(?:page|seite|página|pagina|pág|p)?\\.?\\s*(?:\\d{1,4}|[ivxlc]{1,7})(?:\\s*(?:/|of|von|de|sur|di|-)\\s*\\d{1,4})?[^\\p{L}\\p{N}]*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LEADERS = Pattern.compile("(?:\\.\\s?){4,}|…{2,}|\\s\\d{1,4}$");
    private static final Pattern VALUE = Pattern.compile("^[^:]{2,40}:\\s+\\S.*");

    /** A number this long is of a postal code, an account or an order. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{5}");

    private static final Pattern CODE = Pattern.compile("[={}<>|\\\\]|_\\w|\\w_|;|\\w\\(\\w*\\)?|\\w \\( ");

    private HeadingText() {}

    /** Whether it has signs that programs have and titles have not. */
    static boolean isCode(String text) {
        return CODE.matcher(text).find() || LONG_NUMBER.matcher(text).find();
    }

    /** Whether it is nothing but the number of a section. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Whether it begins with a number of at least two levels, or with a word such as Chapter and its number. */
    static boolean isNumbered(String text) {
        return NUMBERED.matcher(text).find();
    }

    /** Whether it begins with a number of one level. */
    static boolean hasSingleNumber(String text) {
        return SINGLE_NUMBER.matcher(text).find();
    }

    /** How many levels the number has with which it begins; 0 for none. */
    static int depth(String text) {
        Matcher number = DEPTH.matcher(text);
        if (!number.find() || number.end() >= text.length() || Character.isLetter(text.charAt(number.end()))) {
            return 0;
        }
        return 1 + (int) number.group(1).chars().filter(c -> c == '.').count();
    }

    /** Whether it names a figure or a table. */
    static boolean isCaption(String text) {
        return CAPTION.matcher(text).find() || BRACKETED_CAPTION.matcher(text).find();
    }

    /** Whether it is a page number, alone or as in Page 3 of 10. */
    static boolean isPageNumber(String text) {
        return PAGE.matcher(text).matches();
    }

    /** Whether it looks like a line of a table of contents. */
    static boolean isContentsLine(String text) {
        return LEADERS.matcher(text).find();
    }

    /** Whether it gives a value a name, as forms do. */
    static boolean isNamedValue(String text) {
        return VALUE.matcher(text).matches();
    }

    /** Letters in capitals only, and enough of them to be no abbreviation. */
    static boolean isCapitals(String text) {
        int upper = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLowerCase(c)) {
                return false;
            }
            upper += Character.isUpperCase(c) ? 1 : 0;
        }
        return upper >= 4 && upper * 2 >= text.length();
    }

    /** Whether most longer words begin with a capital. */
    static boolean isTitleCase(String text) {
        int words = 0;
        int capital = 0;
        for (String word : text.split("\\s+")) {
            if (word.length() > 3 && Character.isLetter(word.charAt(0))) {
                words++;
                capital += Character.isUpperCase(word.charAt(0)) ? 1 : 0;
            }
        }
        return words > 0 && capital * 4 >= words * 3;
    }

    /** Whether nothing in its wording speaks against a heading. */
    static boolean couldBe(String text, boolean large) {
        if (text.length() > LONGEST || isCaption(text) || DATE.matcher(text).matches() || isPageNumber(text)) {
            return false;
        }
        int letters = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            letters += Character.isLetter(c) ? 1 : 0;
            others += !Character.isLetter(c) && c != ' ' ? 1 : 0;
        }
        char last = text.charAt(text.length() - 1);
        boolean goesOn = last == ',' || last == ';' || last == '-' || last == '(';
        boolean sentence = last == '.' && text.length() > (large ? 100 : 60);
        boolean begins = large || !Character.isLowerCase(text.codePointAt(0));
        return letters >= 2
                && letters * 2 >= others
                && begins
                && !goesOn
                && !sentence
                && !ADDRESS.matcher(text).matches();
    }
}

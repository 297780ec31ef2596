package dev.sluice.engine.extract.pdf;

import java.util.regex.Pattern;

/** What kind of thing a piece of text is, as far as the structure of tables depends on it. */
final class Tokens {
    private static final Pattern NUMBER =
            Pattern.compile("[(\\[<>≤≥=~±+−–-]{0,3}\\s?(?:[$€£¥]|US\\$|EUR|USD)?\\s?[(+−–-]?"
                    + "(?:\\d[\\d.,'’\\s]*|[.,]\\d+)(?:\\s?[-–/±x:]\\s?[$€£+−–-]?[\\d.,\\s]+)*\\s?(?:%|‰|€|\\$|°C?)?[)\\]]?"
                    + "\\s?(?:[*†‡§#a-z]{1,2}|\\(?[0-9a-z]{1,2}\\)|\\*{1,4})?");
    private static final Pattern NOTHING =
            Pattern.compile("[-–—−.…:*†‡/]{1,4}|(?i:n/?\\.?a\\.?|nil|none|\\(?x\\)?|\\([a-z0-9]{1,2}\\))");
    private static final Pattern YEAR = Pattern.compile(
            "(?:FY\\s?)?(?:19|20)\\d\\d(?:\\s?[-–/]\\s?(?:\\d\\d|(?:19|20)\\d\\d))?(?:\\s?[*†‡ea-z]|\\s?\\(\\w{1,2}\\))?");
    private static final Pattern TRAILING_LEADER = Pattern.compile("(?:\\s?[.…·_\\ufffd]){3,}$");
    private static final Pattern MARKER =
            Pattern.compile("[•·▪◦‣●○■□➢➤✓\\uf0b7\\uf0a7\\u2043\\u2219–—*o-]|\\(?(?:\\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]");
    private static final Pattern CAPTION = Pattern.compile(
            "(?i)\\s*(?:table|tableau|tabelle|tabella|tabla|tab\\.|exhibit|figure|fig\\.|chart|graph|graphique|map|annex|appendix|box)"
                    + "\\s*[:.]?\\s*(?:[A-Z]{0,3}[-. ]?\\d|[IVX]+\\b|[A-Z]\\b).*",
            Pattern.DOTALL);
    private static final Pattern NOTE = Pattern.compile(
            "(?i)\\s*(?:notes?|sources?|legend|quelle|exhibit reads|footnotes?|abbreviations?|key)\\b\\s?[:.(0-9].*|"
                    + "\\s*(?:\\*|†|‡|§|\\(\\*+\\)|\\(?\\d{1,2}\\)|\\([a-z]\\))\\s?\\p{L}.{15,}",
            Pattern.DOTALL);

    private Tokens() {}

    /** Whether it is a figure: a number with what usually surrounds it, or the sign that there is none. */
    static boolean isFigure(String text) {
        return text.length() < 40
                && (NUMBER.matcher(text).matches() || NOTHING.matcher(text).matches());
    }

    /** Whether it is a number with digits, with what usually surrounds it. */
    static boolean isNumber(String text) {
        return text.length() < 40 && NUMBER.matcher(text).matches();
    }

    static boolean isYear(String text) {
        return YEAR.matcher(text).matches();
    }

    /** The text without the dots that lead from it to its figure. */
    static String withoutLeader(String text) {
        return text.indexOf("..") < 0 && text.indexOf(". .") < 0 && text.indexOf('…') < 0
                ? text
                : TRAILING_LEADER.matcher(text).replaceFirst("");
    }

    /** A bullet or the number of a list item. */
    static boolean isMarker(String text) {
        return MARKER.matcher(text).matches();
    }

    static boolean isBullet(String text) {
        return text.length() == 1 && "•·▪◦‣●○■□➢➤✓\uf0b7\uf0a7\u2043\u2219".contains(text);
    }

    /** The title of a table or figure. */
    static boolean isCaption(String text) {
        return CAPTION.matcher(text).matches();
    }

    /** A note below a table. */
    static boolean isNote(String text) {
        return NOTE.matcher(text).matches();
    }

    /** A sign that belongs to the number after it, wherever that stands. */
    static boolean isCurrency(String text) {
        return text.length() == 1 && "$€£¥(".contains(text);
    }

    /** A sign that belongs to the number before it. */
    static boolean isUnit(String text) {
        return text.length() <= 2 && (text.equals("%") || text.equals(")") || text.equals("%)"));
    }
}

package dev.sluice.engine.schema;

import java.util.List;

/**
 * How a document writes: settled once from all of it, then used for every value.
 *
 * @param language two letters
 * @param monthFirst whether 03/04/2025 is the fourth of March
 * @param decimalSign comma or stop
 * @param currency the document's own, or empty
 */
record DocumentStyle(String language, boolean monthFirst, char decimalSign, String currency) {
    private static final int LOOKED_AT = 4_000;

    static DocumentStyle of(View view, StopWords stopWords, String prompt) {
        StopWords.Votes languages = new StopWords.Votes();
        Currencies.Votes currencies = new Currencies.Votes();
        int dayFirst = 0;
        int monthFirst = 0;
        int comma = 0;
        int stop = 0;
        boolean american = false;
        List<Segment> segments = view.segments();
        int step = Math.max(1, segments.size() / LOOKED_AT);
        for (int i = 0; i < segments.size(); i += step) {
            Segment segment = segments.get(i);
            for (DateMention date : segment.dates()) {
                if (date.open() && date.first() != date.second()) {
                    dayFirst += date.first() > 12 ? 1 : 0;
                    monthFirst += date.second() > 12 ? 1 : 0;
                }
            }
            for (NumberMention number : segment.numbers()) {
                if (number.decimals() == 2 || number.decimals() == 1 || number.decimals() == 4) {
                    boolean isComma = number.digits().charAt(number.digits().length() - number.decimals() - 1) == ',';
                    comma += isComma ? 1 : 0;
                    stop += isComma ? 0 : 1;
                }
                currencies.add(number.currency(), 1);
            }
            for (String word : segment.text.split(" ", 60)) {
                languages.add(stopWords.languages(Fold.fold(word)));
                if (word.length() >= 3 && word.length() <= 5) {
                    String code = word.replaceAll("^\\(|[),.:]+$", "");
                    if (code.length() == 3 && code.equals(code.toUpperCase(java.util.Locale.ROOT))) {
                        currencies.add(Currencies.code(code), 1.5);
                    }
                }
            }
            american |= Places.american(segment.text);
        }
        String language = languages.winner();
        String currency = currencies.winner();
        boolean first = monthFirst > dayFirst;
        if (monthFirst == dayFirst) {
            String hint = Fold.fold(prompt) + " " + spoken(segments);
            boolean dollars = currency.equals("USD") || currency.isEmpty() && american;
            first = !saysDayFirst(hint)
                    && (saysMonthFirst(hint) || language.equals("en") && dollars && !hint.contains(" vat "));
        }
        return new DocumentStyle(language, first, comma > stop ? ',' : comma < stop ? '.' : sign(language), currency);
    }

    private static String spoken(List<Segment> segments) {
        StringBuilder spoken = new StringBuilder(" ");
        for (Segment segment : segments) {
            String text = segment.text;
            if (text.length() < 80 && (text.indexOf('/') > 0 || text.contains("VAT"))) {
                spoken.append(Fold.fold(text)).append(' ');
            }
            if (spoken.length() > 4_000) {
                break;
            }
        }
        return spoken.toString();
    }

    private static boolean saysDayFirst(String text) {
        return text.contains("dd/mm") || text.contains("day/month") || text.contains("dd.mm") || text.contains("dd-mm");
    }

    private static boolean saysMonthFirst(String text) {
        return text.contains("mm/dd") || text.contains("month/day") || text.contains("mm-dd");
    }

    private static char sign(String language) {
        return language.equals("en") ? '.' : ',';
    }
}

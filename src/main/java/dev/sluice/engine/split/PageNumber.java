package dev.sluice.engine.split;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The number printed on a page, which starts again where another document does.
 *
 * @param number as printed
 * @param total of how many, 0 when that is not printed
 * @param certain whether it is called a page number: "Page 2", "2/3"; else it is a bare number at the edge
 */
record PageNumber(int number, int total, boolean certain) {
    private static final int MOST = 9_999;
    private static final int MOST_BARE_WORDS = 3;

    private static final Set<String> PAGE = Set.of(
            "page",
            "p",
            "p.",
            "pg",
            "pg.",
            "seite",
            "s.",
            "blatt",
            "página",
            "pagina",
            "pág.",
            "pag.",
            "pag",
            "folio",
            "side",
            "sida",
            "strona",
            "str.",
            "лист",
            "страница",
            "sheet",
            "slide",
            "page:",
            "seite:");
    private static final Set<String> OF = Set.of("of", "von", "de", "sur", "di", "van", "/", "z", "из", "av", "out");

    /** Reads it from the words of a page's upper or lower edge; null when there is none. */
    static @Nullable PageNumber in(List<String> edge) {
        for (int i = 0; i < edge.size(); i++) {
            String word = edge.get(i).toLowerCase(Locale.ROOT);
            boolean called = i > 0 && PAGE.contains(edge.get(i - 1).toLowerCase(Locale.ROOT));
            int slash = word.indexOf('/');
            if (slash > 0) {
                int number = number(word.substring(0, slash));
                int total = number(word.substring(slash + 1));
                if (number > 0 && total >= number && (called || word.indexOf('/', slash + 1) < 0) && total < 1_000) {
                    return new PageNumber(number, total, true);
                }
            }
            int number = number(word);
            if (number > 0 && called) {
                int total = i + 2 < edge.size() && OF.contains(edge.get(i + 1).toLowerCase(Locale.ROOT))
                        ? number(edge.get(i + 2))
                        : 0;
                return new PageNumber(number, total >= number ? total : 0, true);
            }
            boolean between = number > 0 && i + 2 < edge.size() && OF.contains(edge.get(i + 1)) && i < 2;
            if (between && number(edge.get(i + 2)) >= number) {
                return new PageNumber(number, number(edge.get(i + 2)), true);
            }
        }
        return bare(edge);
    }

    private static @Nullable PageNumber bare(List<String> edge) {
        int found = 0;
        for (String word : edge) {
            int number = number(word);
            if (number > 0) {
                if (found > 0) {
                    return null;
                }
                found = number;
            } else if (edge.size() > MOST_BARE_WORDS || Character.isLetterOrDigit(word.charAt(0))) {
                return null;
            }
        }
        return found > 0 ? new PageNumber(found, 0, false) : null;
    }

    private static int number(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && "-–—([|".indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "-–—)].,|".indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        if (to - from < 1 || to - from > 4) {
            return 0;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = word.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + c - '0';
        }
        return number <= MOST ? number : 0;
    }
}

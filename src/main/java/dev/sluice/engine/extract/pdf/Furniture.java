package dev.sluice.engine.extract.pdf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds running headers, footers and page numbers among the lines at the edges of pages: what repeats, what carries the
 * page's number at the same place, and what can be nothing but a page number.
 */
final class Furniture {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern NUMBER_AT_END =
            Pattern.compile("^(\\d{1,4})(?=\\D)|(?<=\\D)(\\d{1,4})[^\\p{L}\\p{N}]*$|^(\\d{1,4})$");
    private static final int MOST_CHARACTERS = 160;
    private static final double SAME_PLACE = 4;
    private static final int FEW_PAGES = 3;
    private static final int REPEATED = 3;

    private final Map<String, Set<Integer>> pagesOf = new HashMap<>();
    private final Map<String, Set<Integer>> numbered = new HashMap<>();
    private final int pages;

    Furniture(List<Draft> drafts) {
        Set<Integer> seen = new HashSet<>();
        for (Draft draft : drafts) {
            seen.add(draft.page());
            if (!isCandidate(draft)) {
                continue;
            }
            pagesOf.computeIfAbsent(key(draft), k -> new HashSet<>()).add(draft.page());
            for (int number : numbers(draft.text())) {
                numbered.computeIfAbsent(numberKey(draft, number), k -> new HashSet<>())
                        .add(draft.page());
            }
        }
        pages = seen.size();
    }

    private static boolean isCandidate(Draft draft) {
        return draft.edge() != Draft.Edge.NONE
                && draft.table() == null
                && draft.lines() <= 3
                && draft.text().length() <= MOST_CHARACTERS;
    }

    private static String key(Draft draft) {
        return draft.edge() + DIGITS.matcher(draft.full()).replaceAll("#");
    }

    /** Same place, and the same difference between the printed number and the page's. */
    private static String numberKey(Draft draft, int number) {
        long place = Math.round(draft.box().centerY() / SAME_PLACE);
        return draft.edge() + "@" + place + "+" + (number - draft.page());
    }

    private static int[] numbers(String text) {
        Matcher number = NUMBER_AT_END.matcher(text);
        return number.results()
                .map(found -> found.group())
                .map(found -> found.replaceAll("\\D", ""))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Whether a reader turning pages would not read it. */
    boolean is(Draft draft) {
        if (!isCandidate(draft)) {
            return false;
        }
        if (HeadingText.isPageNumber(draft.full())) {
            return true;
        }
        int enough = pages <= FEW_PAGES ? 2 : REPEATED;
        if (count(pagesOf, key(draft)) >= enough) {
            return true;
        }
        for (int number : numbers(draft.text())) {
            if (count(numbered, numberKey(draft, number)) >= enough) {
                return true;
            }
        }
        return false;
    }

    private static int count(Map<String, Set<Integer>> map, String key) {
        return map.getOrDefault(key, Set.of()).size();
    }
}

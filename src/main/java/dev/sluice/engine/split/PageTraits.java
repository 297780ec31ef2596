package dev.sluice.engine.split;

import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import dev.sluice.engine.topic.PageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a page's look and text tells whether the next one goes on.
 *
 * @param language a name for it, empty when unknown
 * @param header the words of its upper edge, digits left out
 * @param footer likewise of its lower edge
 * @param bodySize the font size of most of its words
 * @param titleRatio how many times larger the largest font in its upper third is
 * @param left where most lines begin, as a share of the width
 * @param fill how far down its text reaches, as a share of the height
 * @param endsOpen whether its last word ends no sentence
 * @param startsLow whether its first word begins with a small letter
 * @param terms how often each longer word occurs
 */
record PageTraits(
        PageView view,
        String language,
        double width,
        double height,
        String source,
        String header,
        String footer,
        @Nullable PageNumber number,
        double bodySize,
        double titleRatio,
        double left,
        double fill,
        boolean endsOpen,
        boolean startsLow,
        Map<String, Integer> terms) {
    private static final double EDGE = 0.085;
    private static final double UPPER = 0.35;
    private static final int MOST_WORDS = 3_000;
    private static final int MOST_EDGE_WORDS = 30;
    private static final int SHORTEST_TERM = 4;
    private static final int FEWEST_TITLE_LETTERS = 3;

    boolean isBlank() {
        return view.isBlank();
    }

    static PageTraits of(@Nullable Page page, PageView view, String language) {
        if (page == null || page.words().isEmpty()) {
            return new PageTraits(
                    view,
                    language,
                    page == null ? 0 : page.width(),
                    page == null ? 0 : page.height(),
                    "",
                    "",
                    "",
                    null,
                    0,
                    1,
                    0,
                    0,
                    false,
                    false,
                    terms(view));
        }
        return new Reader(page, view, language).traits();
    }

    private static Map<String, Integer> terms(PageView view) {
        Map<String, Integer> terms = new HashMap<>();
        for (String word : view.words()) {
            if (word.length() >= SHORTEST_TERM && !Character.isDigit(word.charAt(0))) {
                terms.merge(word, 1, Integer::sum);
            }
        }
        return terms;
    }

    /** How alike the words of two pages are: 0 to 1. */
    double likeness(PageTraits other) {
        double product = 0;
        double mine = 0;
        double theirs = 0;
        for (Map.Entry<String, Integer> term : terms.entrySet()) {
            double weight = 1 + Math.log(term.getValue());
            mine += weight * weight;
            int count = other.terms.getOrDefault(term.getKey(), 0);
            product += count == 0 ? 0 : weight * (1 + Math.log(count));
        }
        for (int count : other.terms.values()) {
            double weight = 1 + Math.log(count);
            theirs += weight * weight;
        }
        return product == 0 ? 0 : product / Math.sqrt(mine * theirs);
    }

    private static final class Reader {
        private final Page page;
        private final PageView view;
        private final String language;
        private final List<String> top = new ArrayList<>();
        private final List<String> bottom = new ArrayList<>();
        private final Map<Integer, Integer> sizes = new HashMap<>();
        private final Map<Integer, Integer> lefts = new HashMap<>();
        private double largestAbove;
        private double lowest;
        private double lastBaseline = -1;
        private @Nullable Word first;
        private @Nullable Word last;

        Reader(Page page, PageView view, String language) {
            this.page = page;
            this.view = view;
            this.language = language;
        }

        PageTraits traits() {
            int count = Math.min(MOST_WORDS, page.words().size());
            for (int i = 0; i < count; i++) {
                read(page.words().get(i));
            }
            double body = mostFrequent(sizes) / 2.0;
            PageNumber below = PageNumber.in(bottom);
            PageNumber above = PageNumber.in(top);
            PageNumber number = below == null || above != null && above.certain() && !below.certain() ? above : below;
            return new PageTraits(
                    view,
                    language,
                    page.width(),
                    page.height(),
                    page.source(),
                    masked(top),
                    masked(bottom),
                    number,
                    body,
                    body > 0 ? Math.max(1, largestAbove / body) : 1,
                    mostFrequent(lefts) / 100.0,
                    lowest / Math.max(1, page.height()),
                    last != null && isOpen(last.text()),
                    first != null && Character.isLowerCase(first.text().charAt(0)),
                    terms(view));
        }

        private void read(Word word) {
            double middle = word.box().centerY() / Math.max(1, page.height());
            if (middle < EDGE) {
                if (top.size() < MOST_EDGE_WORDS) {
                    top.add(word.text());
                }
            } else if (middle > 1 - EDGE) {
                if (bottom.size() < MOST_EDGE_WORDS) {
                    bottom.add(word.text());
                }
            } else {
                first = first == null ? word : first;
                last = word;
                lowest = Math.max(lowest, word.box().y1());
            }
            sizes.merge((int) Math.round(word.size() * 2), word.text().length(), Integer::sum);
            if (middle < UPPER && word.text().length() >= FEWEST_TITLE_LETTERS) {
                largestAbove = Math.max(largestAbove, word.size());
            }
            if (Math.abs(word.baseline() - lastBaseline) > word.size() / 2) {
                lefts.merge((int) (100 * word.box().x0() / Math.max(1, page.width())), 1, Integer::sum);
                lastBaseline = word.baseline();
            }
        }

        private static int mostFrequent(Map<Integer, Integer> counts) {
            int best = 0;
            int most = 0;
            for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
                if (entry.getValue() > most) {
                    most = entry.getValue();
                    best = entry.getKey();
                }
            }
            return best;
        }

        private static boolean isOpen(String word) {
            char end = word.charAt(word.length() - 1);
            return Character.isLetter(end) || end == ',' || end == '-' || end == '–';
        }

        private static String masked(List<String> words) {
            StringBuilder masked = new StringBuilder();
            for (String word : words) {
                int letters = 0;
                for (int i = 0; i < word.length(); i++) {
                    letters += Character.isLetter(word.charAt(i)) ? 1 : 0;
                }
                if (letters * 2 > word.length()) {
                    masked.append(word).append(' ');
                }
            }
            return masked.toString();
        }
    }
}

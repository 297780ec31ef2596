package dev.sluice.engine.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was found in some pages: known phrases with how often and where, the shape, and the words. */
public final class Evidence {
    /** Phrases and words are counted per so many words of text, so that a long text does not win by its length. */
    private static final double WORDS_PER_UNIT = 400;

    /** A topic that means just that sort shall come first. */
    private static final double SORT = 0.7;

    private static final int TITLE_POSITION = 12;
    private static final double STRONG_TITLE = 3.5;

    private final KnowledgeBase knowledge;
    private final List<PageView> pages;
    private final Map<Integer, Hit> hits = new HashMap<>();
    private final Counts counts = new Counts();
    private int words;

    /** How often a phrase was found, and where first: the index of the block and the page. */
    static final class Hit {
        private final int block;
        private final int page;
        private double titles;
        /** Where the page does not begin a document. */
        private double inside;

        private int count;

        Hit(int block, int page) {
            this.block = block;
            this.page = page;
        }

        int block() {
            return block;
        }

        int page() {
            return page;
        }

        boolean inTitle() {
            return titles > 0;
        }
    }

    /**
     * Looks for all known phrases.
     *
     * @param pages in order
     * @param firstIsStart whether the first of them is where a document begins, so that its top can be a title
     */
    public Evidence(KnowledgeBase knowledge, List<PageView> pages, boolean firstIsStart) {
        this.knowledge = knowledge;
        this.pages = List.copyOf(pages);
        for (int i = 0; i < pages.size(); i++) {
            read(pages.get(i), i == 0 && firstIsStart);
        }
    }

    private Evidence(KnowledgeBase knowledge, List<PageView> pages) {
        this.knowledge = knowledge;
        this.pages = List.copyOf(pages);
    }

    /** The evidence of those pages together, of which the first is where a document begins. */
    public static Evidence joined(List<Evidence> parts) {
        Evidence first = parts.get(0);
        Evidence all = new Evidence(
                first.knowledge,
                parts.stream().flatMap(part -> part.pages.stream()).toList());
        for (Evidence part : parts) {
            all.counts.add(part.counts);
            all.words += part.words;
            part.hits.forEach((cue, hit) -> {
                Hit sum = all.hits.computeIfAbsent(cue, unknown -> new Hit(hit.block, hit.page));
                sum.count += hit.count;
                sum.inside = Math.max(sum.inside, hit.inside);
                sum.titles = Math.max(sum.titles, part == first ? hit.titles : hit.inside);
            });
        }
        return all;
    }

    private void read(PageView page, boolean start) {
        counts.add(page.counts());
        words += page.words().size();
        List<int[]> found = new ArrayList<>();
        int[] longest = new int[page.words().size()];
        knowledge.cueIndex().search(page.words(), (id, at, length) -> {
            found.add(new int[] {id, at, length});
            for (int i = at; i < at + length; i++) {
                longest[i] = Math.max(longest[i], length);
            }
        });
        for (int[] one : found) {
            int at = one[1];
            int length = one[2];
            // Within "purchase order", "order" says nothing of its own.
            if (longest[at] == length || longest[at + length - 1] == length) {
                Hit hit = hits.computeIfAbsent(one[0], unknown -> new Hit(page.blockOf(at), page.number()));
                hit.count++;
                double within = prominence(page, at, length, false);
                hit.inside = Math.max(hit.inside, within);
                hit.titles = Math.max(hit.titles, start ? prominence(page, at, length, true) : within);
            }
        }
    }

    /** How much the place of a phrase makes it a title: 1 alone in a heading at the top, 0 within running text. */
    private static double prominence(PageView page, int at, int length, boolean start) {
        byte zone = page.zoneOf(at);
        if (zone == PageView.PLAIN || !start && zone != PageView.TITLE && zone != PageView.HEADING) {
            return 0;
        }
        if (zone == PageView.TOP) {
            return at < TITLE_POSITION ? 0.4 : 0.2;
        }
        int from = at;
        while (from > 0 && page.blockOf(from - 1) == page.blockOf(at)) {
            from--;
        }
        int to = at + length;
        while (to < page.words().size() && page.blockOf(to) == page.blockOf(at)) {
            to++;
        }
        // "Invoice" alone is a title, in "New rules on invoices in trade" it is not.
        double share = length / (double) Math.max(1, to - from);
        double place = zone == PageView.HEADING ? 0.35 : start ? 1 : 0.6;
        return place * (0.15 + 0.85 * Math.min(1, share * 2));
    }

    /** The file's type counts as part of the shape. */
    public void mediaType(String type) {
        Count count = MediaTypes.count(type);
        if (count != null) {
            counts.set(count, 1);
        }
        if (count == Count.MARKUP || count == Count.WEB || count == Count.MAILS || count == Count.BOOKS) {
            counts.set(Count.PAGES, 0);
        }
    }

    /** Whether there is nothing to judge by. */
    public boolean isEmpty() {
        return words < 3;
    }

    /** How certainly the text begins with the title of a known kind of document: 0 to 1. */
    public double titleStrength() {
        double strongest = 0;
        for (Map.Entry<Integer, Hit> entry : hits.entrySet()) {
            Concept.Cue cue = knowledge.cue(entry.getKey());
            if (cue.title() && cue.weight() >= STRONG_TITLE) {
                strongest = Math.max(strongest, entry.getValue().titles);
            }
        }
        return strongest;
    }

    List<PageView> pages() {
        return pages;
    }

    Counts counts() {
        return counts;
    }

    int words() {
        return words;
    }

    Map<Integer, Hit> hits() {
        return hits;
    }

    /** What that phrase adds. */
    double of(int cue) {
        Hit hit = hits.get(cue);
        if (hit == null) {
            return 0;
        }
        Concept.Cue known = knowledge.cue(cue);
        double units = Math.max(1, Math.sqrt(words / WORDS_PER_UNIT));
        double frequency = hit.count / units;
        double anywhere = known.weight() * frequency / (frequency + 0.6);
        if (!known.title()) {
            return anywhere * (1 + 0.3 * hit.titles);
        }
        return Math.max(known.weight() * hit.titles, 0.2 * anywhere);
    }

    /** What speaks for that kind or subject; negative when more speaks against it. */
    double of(Concept concept) {
        double titles = 0;
        double second = 0;
        double text = 0;
        for (int cue : knowledge.cuesOf(concept.index())) {
            double value = of(cue);
            if (value > 0 && knowledge.cue(cue).title()) {
                second = Math.max(second, Math.min(titles, value));
                titles = Math.max(titles, value);
            } else {
                text += value;
            }
        }
        // Many weak phrases are not worth as much as their sum: a long text has a few of every kind.
        double own = titles + 0.3 * second + saturated(text) + shape(concept);
        for (Map.Entry<Integer, Double> parent : concept.parents().entrySet()) {
            own += parent.getValue() * of(knowledge.concepts().get(parent.getKey()));
        }
        return own;
    }

    /** The same, of the kind or of a sort of it, whichever is clearer. */
    double ofFamily(Concept concept) {
        double best = of(concept);
        for (Concept sort : knowledge.sortsOf(concept)) {
            best = Math.max(best, of(sort) - SORT);
        }
        return best;
    }

    private double shape(Concept concept) {
        double sum = 0;
        for (Concept.SignWeight sign : concept.signs()) {
            sum += sign.weight() * sign.sign().in(counts);
        }
        return sum;
    }

    private static double saturated(double sum) {
        return 8 * (1 - Math.exp(-sum / 8));
    }
}

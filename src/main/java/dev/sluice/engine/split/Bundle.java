package dev.sluice.engine.split;

import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.topic.Evidence;
import dev.sluice.engine.topic.Explanation;
import dev.sluice.engine.topic.KnowledgeBase;
import dev.sluice.engine.topic.PageView;
import dev.sluice.engine.topic.PageViews;
import dev.sluice.engine.topic.Tokenizer;
import dev.sluice.engine.topic.TopicScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of a document that may be several bound together, and what they are. */
final class Bundle {
    private static final int WORDS_PER_PAGE = 700;
    private static final int WORDS_WITHOUT_PAGES = 6_000;
    private static final double TEMPERATURE = 1.8;
    /** What a page has to reach for a topic when the client named one for the rest, and when not. */
    private static final double REST = 2.2;

    private static final double NO_REST = -0.5;
    private static final double OTHER_KIND = 0.8;
    private static final double SMOOTHING = 0.02;
    /** A segment's own evidence overrules that of its pages one by one only when it is that much clearer. */
    private static final double CLEARER = 0.5;

    private static final int MOST_PAGES_JOINED = 8;

    private final TopicScorer scorer;
    private final KnowledgeBase knowledge;
    private final List<PageTraits> pages = new ArrayList<>();
    private final int rest;
    private final boolean restNamed;

    Bundle(TopicScorer scorer, KnowledgeBase knowledge, List<Input> inputs) {
        this.scorer = scorer;
        this.knowledge = knowledge;
        for (Input input : inputs) {
            addPages(input);
        }
        int found = -1;
        for (int i = 0; i < scorer.topics().size(); i++) {
            found = scorer.topics().get(i).isRest() ? i : found;
        }
        restNamed = found >= 0;
        rest = restNamed ? found : scorer.topics().size();
    }

    private void addPages(Input input) {
        Layout layout = input.layout();
        boolean paged = layout.pageCount() > 1 || !layout.pages().isEmpty();
        Map<Integer, Page> byNumber = new HashMap<>();
        for (Page page : layout.pages()) {
            byNumber.put(page.number(), page);
        }
        PageViews views = new PageViews(new Tokenizer(), paged ? WORDS_PER_PAGE : WORDS_WITHOUT_PAGES);
        List<Integer> asked = input.pages();
        Map<Integer, PageView> read = views.of(layout, number -> asked == null || asked.contains(Math.max(1, number)));
        int last = paged ? layout.pageCount() : 1;
        for (int number = 1; number <= last; number++) {
            if (asked == null || asked.contains(number)) {
                PageView found = read.get(paged ? number : 0);
                PageView view = found == null ? PageView.blank(number) : found;
                pages.add(PageTraits.of(byNumber.get(number), view, knowledge.languageOf(view)));
            }
        }
    }

    List<Part> parts() {
        if (pages.isEmpty()) {
            return List.of();
        }
        List<Evidence> single = new ArrayList<>();
        double[][] emissions = new double[pages.size()][];
        double[] boundaries = new double[pages.size()];
        for (int p = 0; p < pages.size(); p++) {
            Evidence evidence = new Evidence(knowledge, List.of(pages.get(p).view()), true);
            single.add(evidence);
            emissions[p] = pages.get(p).isBlank() ? new double[topicCount()] : logarithms(evidence);
            boundaries[p] = p == 0 ? 1 : pages.get(p).isBlank() ? 0 : Boundary.probability(features(p, evidence));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Segmenter.Segment segment : Segmenter.cut(emissions, boundaries)) {
            candidates.add(candidate(segment, single));
        }
        int[] topics =
                Assignment.choose(candidates.stream().map(Candidate::logs).toArray(double[][]::new), rest);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < topics.length; i++) {
            parts.add(part(candidates.get(i), topics[i]));
        }
        return parts;
    }

    /** A segment with its evidence and the logarithm of each topic's probability by it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Candidate(Segmenter.Segment segment, Evidence evidence, double[] logs) {}

    private int topicCount() {
        return scorer.topics().size() + (restNamed ? 0 : 1);
    }

    int size() {
        return pages.size();
    }

    /** See {@link Boundary#features}: of the step to the page at that position, from 1. */
    double[] features(int p) {
        return features(p, new Evidence(knowledge, List.of(pages.get(p).view()), true));
    }

    private double[] features(int p, Evidence evidence) {
        PageTraits page = pages.get(p);
        int written = lastWritten(p - 1);
        PageTraits last = pages.get(written);
        boolean otherLanguage = !page.language().isEmpty()
                && !last.language().isEmpty()
                && !page.language().equals(last.language());
        return Boundary.features(
                written > 0 ? pages.get(lastWritten(written - 1)) : null,
                last,
                page,
                evidence.titleStrength(),
                otherLanguage,
                written < p - 1);
    }

    /** The page at that position or the nearest one before it that is not blank. */
    private int lastWritten(int position) {
        int p = position;
        while (p > 0 && pages.get(p).isBlank()) {
            p--;
        }
        return p;
    }

    /** The logarithm of each topic's probability by that evidence alone, the rest's included. */
    private double[] logarithms(Evidence evidence) {
        double[] shares = shares(evidence);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.log((1 - SMOOTHING) * shares[i] + SMOOTHING / shares.length);
        }
        return shares;
    }

    private double[] shares(Evidence evidence) {
        double[] scores = Arrays.copyOf(scorer.scores(evidence), topicCount());
        scores[rest] = restNamed ? Math.max(REST, OTHER_KIND * scorer.otherKinds(evidence)) : NO_REST;
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp((scores[i] - most) / TEMPERATURE);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    private Candidate candidate(Segmenter.Segment segment, List<Evidence> single) {
        int joined = Math.min(segment.to(), segment.from() + MOST_PAGES_JOINED);
        Evidence evidence = Evidence.joined(single.subList(segment.from(), joined));
        double[] logs = logarithms(evidence);
        // Alone its pages may look like something else than they do together: that has to be clear.
        logs[segment.topic()] += CLEARER / TEMPERATURE;
        return new Candidate(segment, evidence, logs);
    }

    private Part part(Candidate candidate, int topic) {
        List<Integer> numbers = new ArrayList<>();
        for (int p = candidate.segment().from(); p < candidate.segment().to(); p++) {
            numbers.add(Math.max(1, pages.get(p).view().number()));
        }
        Evidence evidence = candidate.evidence();
        boolean none = topic == rest;
        String reason = evidence.isEmpty()
                ? "There is no text to judge by."
                : none
                        ? "None of the topics fits well enough."
                        : Explanation.of(scorer, topic, evidence, knowledge).sentence();
        return new Part(none && !restNamed ? -1 : topic, numbers, shares(evidence)[topic], reason);
    }
}

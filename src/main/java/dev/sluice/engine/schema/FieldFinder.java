package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the values that may be a field's, by the labels it may stand under. */
final class FieldFinder {
    private static final int MOST = 60;
    private static final int MOST_HITS = 120;
    private static final double GOOD = 0.6;

    private final DocumentReading document;
    private final LabelUnits units;
    private final LongText longText;

    FieldFinder(DocumentReading document) {
        this.document = document;
        this.units = new LabelUnits(document);
        this.longText = new LongText(document);
    }

    /** The candidates, best first. */
    List<Candidate> candidates(FieldPlan plan) {
        List<Candidate> all = new ArrayList<>();
        Map<Long, Double> keys = new HashMap<>();
        for (Phrase phrase : plan.phrases()) {
            for (LabelHit hit : limited(document.labels.hits(phrase.key()))) {
                if (particles(phrase, hit)) {
                    double worth =
                            phrase.weight() * coverage(plan, phrase, hit) * (0.88 + 0.04 * Math.min(3, hit.words()));
                    keys.merge(phrase.key(), worth, Math::max);
                    add(plan, hit, worth, all);
                }
            }
        }
        double best = all.stream().mapToDouble(Candidate::score).max().orElse(0);
        if (best < GOOD) {
            for (LabelUnits.Match match : units.matches(plan)) {
                add(plan, match.hit(), match.score(), all);
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::score).reversed());
        dropDoubles(all);
        return all.size() > MOST ? new ArrayList<>(all.subList(0, MOST)) : all;
    }

    /** Of the same value in the same place the better one stays. */
    private static void dropDoubles(List<Candidate> sorted) {
        Set<String> seen = new HashSet<>();
        sorted.removeIf(one -> !seen.add(one.segment().index + ":" + one.start() + ":" + one.value()));
    }

    /** Before a formal value ("ABN 51 ...") another sentence may stand. */
    private static double coverage(FieldPlan plan, Phrase phrase, LabelHit hit) {
        boolean formal = plan.kind() == Kind.IDENTIFIER
                || plan.kind() == Kind.VATID
                || plan.kind() == Kind.IBAN
                || plan.kind() == Kind.BIC
                || plan.kind() == Kind.PHONE
                || plan.kind() == Kind.EMAIL;
        return formal && phrase.weight() >= 1 ? Math.max(hit.coverage(), 0.8 * hit.loose()) : hit.coverage();
    }

    private static List<LabelHit> limited(List<LabelHit> hits) {
        return hits.size() > MOST_HITS ? hits.subList(0, MOST_HITS) : hits;
    }

    private boolean particles(Phrase phrase, LabelHit hit) {
        for (int particle : phrase.particles()) {
            if (!document.labels.beside(hit, particle)) {
                return false;
            }
        }
        return true;
    }

    private void add(FieldPlan plan, LabelHit hit, double worth, List<Candidate> all) {
        double placed = worth * Relevance.role(document, plan, hit) * Relevance.context(document, plan, hit);
        if (placed < 0.15) {
            return;
        }
        boolean text = !plan.kind().numeric() && plan.kind() != Kind.DATE;
        for (Spot spot : document.spots.spots(hit, plan.kind().numeric())) {
            Found found = document.reader.read(plan, spot.segment(), spot.from(), spot.to());
            if (found == null) {
                continue;
            }
            double score = placed * spot.weight() * found.fit() + Relevance.early(document, spot.segment());
            if (spot.inline() && text && plan.kind() != Kind.BOOLEAN) {
                // "Department Field Service": a label without a colon or a gap says little about where it ends.
                boolean formal = plan.kind() != Kind.TEXT && !plan.kind().named() && plan.kind() != Kind.ADDRESS;
                score *= formal ? 0.95 : hit.from() == 0 && hit.coverage() > 0.99 ? 0.72 : 0.4;
            }
            Candidate candidate =
                    new Candidate(found.value(), score, spot.segment(), found.start(), found.end(), hit.key());
            all.add(longText.whole(plan, hit, spot, candidate));
        }
        boxBefore(plan, hit, placed, all);
    }

    /** A check box may stand before its label: "☒ Approved". */
    private void boxBefore(FieldPlan plan, LabelHit hit, double placed, List<Candidate> all) {
        if (plan.kind() != Kind.BOOLEAN) {
            return;
        }
        Segment segment = hit.segment();
        int start = segment.labelWords(document.words, document.lexicon).start()[hit.from()];
        int from = Math.max(0, start - 4);
        Found found = document.reader.read(plan, segment, from, start);
        if (found == null && start < 2) {
            for (Segment left : document.view.rows().get(segment.row)) {
                boolean beside = left.x1 <= segment.x0 && segment.x0 - left.x1 < 30 && left.text.length() <= 3;
                Found box = beside ? document.reader.read(plan, left, 0, left.text.length()) : null;
                found = box == null ? found : box;
            }
        }
        if (found != null) {
            all.add(new Candidate(found.value(), placed * 0.97, segment, from, start, hit.key()));
        }
    }
}

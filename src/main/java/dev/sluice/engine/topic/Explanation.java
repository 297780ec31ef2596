package dev.sluice.engine.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why a topic fits some pages.
 *
 * @param sentence the evidence and where it was found, for a person
 * @param blocks indexes of the blocks it was found in, the strongest first
 */
public record Explanation(String sentence, List<Integer> blocks) {
    private static final int MOST_PHRASES = 4;
    private static final double WEAKEST_SIGN = 0.5;

    private record Piece(String text, double value, int block, int page, boolean title) {}

    /** Explains that topic of the scorer's. */
    public static Explanation of(TopicScorer scorer, int topic, Evidence evidence, KnowledgeBase knowledge) {
        List<Piece> pieces = new ArrayList<>();
        String sign = "";
        double strongest = 0;
        for (Map.Entry<Integer, Double> entry : scorer.mapping(topic).entrySet()) {
            Concept concept = knowledge.concepts().get(entry.getKey());
            addCues(pieces, concept, entry.getValue(), evidence, knowledge);
            for (int parent : concept.parents().keySet()) {
                addCues(pieces, knowledge.concepts().get(parent), entry.getValue() / 2, evidence, knowledge);
            }
            for (Concept.SignWeight weight : concept.signs()) {
                double value = weight.weight() * weight.sign().in(evidence.counts()) * entry.getValue();
                if (value > strongest && value > WEAKEST_SIGN) {
                    strongest = value;
                    sign = weight.sign().sentence();
                }
            }
        }
        pieces.sort(Comparator.comparingDouble(Piece::value).reversed());
        return new Explanation(sentence(scorer.topics().get(topic), pieces, sign), blocks(pieces));
    }

    private static void addCues(
            List<Piece> pieces, Concept concept, double weight, Evidence evidence, KnowledgeBase knowledge) {
        for (int cue : knowledge.cuesOf(concept.index())) {
            Evidence.Hit hit = evidence.hits().get(cue);
            if (hit != null) {
                String phrase = knowledge.cue(cue).phrase();
                boolean title = knowledge.cue(cue).title() && hit.inTitle();
                pieces.add(new Piece(phrase, weight * evidence.of(cue), hit.block(), hit.page(), title));
            }
        }
    }

    private static String sentence(Topic topic, List<Piece> pieces, String sign) {
        Set<String> phrases = new LinkedHashSet<>();
        for (Piece piece : pieces) {
            if (phrases.size() < MOST_PHRASES) {
                phrases.add("\"" + piece.text + "\" ("
                        + (piece.title ? "title" + (piece.page > 0 ? ", " : "") : "")
                        + (piece.page > 0 ? "page " + piece.page : piece.title ? "" : "text")
                        + ")");
            }
        }
        String found = String.join(", ", phrases);
        String name = "\"" + topic.name() + "\"";
        if (found.isEmpty() && sign.isEmpty()) {
            return "No clear evidence was found; " + name + " comes nearest by its words.";
        }
        return name + " fits because "
                + (found.isEmpty() ? "" : "it has " + found)
                + (found.isEmpty() || sign.isEmpty() ? "" : " and ")
                + sign
                + ".";
    }

    private static List<Integer> blocks(List<Piece> pieces) {
        return pieces.stream()
                .map(Piece::block)
                .distinct()
                .limit(MOST_PHRASES + 1)
                .toList();
    }
}

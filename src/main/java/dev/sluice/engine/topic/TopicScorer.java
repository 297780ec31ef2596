package dev.sluice.engine.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Scores pages against topics. Made once for a set of topics; safe for use by many threads. */
public final class TopicScorer {
    private static final double OVERLAP = 0.5;
    private static final double OVERLAP_UNKNOWN = 2.2;
    private static final double SUBJECT = 0.35;
    private static final double BLEND = 0.15;
    private static final double CERTAIN = 0.55;
    private static final int LONGEST_HINT = 1_000;

    private final KnowledgeBase knowledge;
    private final List<Topic> topics;
    private final List<String> hints;
    private final List<Map<Integer, Double>> mappings = new ArrayList<>();
    private final Map<Optional<Language>, TopicTerms> terms = new ConcurrentHashMap<>();

    /**
     * For those topics.
     *
     * @param prompt what the client says about all of them; a sentence that names a topic counts for that topic
     */
    public TopicScorer(KnowledgeBase knowledge, List<Topic> topics, String prompt) {
        this.knowledge = knowledge;
        this.topics = List.copyOf(topics);
        Mapping mapping = new Mapping(knowledge, new Tokenizer());
        hints = new ArrayList<>();
        for (Topic topic : topics) {
            mappings.add(mapping.of(topic));
            hints.add(hint(topic, prompt));
        }
    }

    private static String hint(Topic topic, String prompt) {
        StringBuilder hint = new StringBuilder();
        for (String sentence : prompt.split("[.!?\n]", -1)) {
            if (hint.length() < LONGEST_HINT
                    && sentence.toLowerCase(Locale.ROOT).contains(topic.name().toLowerCase(Locale.ROOT))) {
                hint.append(sentence, 0, Math.min(sentence.length(), LONGEST_HINT))
                        .append(". ");
            }
        }
        return hint.toString();
    }

    /** The topics, in the client's order. */
    public List<Topic> topics() {
        return topics;
    }

    /** For each topic how much speaks for it: about 0 when nothing does, 5 and more when it is clear. */
    public double[] scores(Evidence evidence) {
        @Nullable
        Language language = knowledge
                .languages()
                .of(evidence.pages().stream().map(PageView::words).toList());
        double[] overlap = terms.computeIfAbsent(
                        Optional.ofNullable(language),
                        key -> new TopicTerms(topics, hints, knowledge, key.orElse(null)))
                .overlap(evidence);
        double[] concepts = conceptScores(evidence);
        double[] scores = new double[topics.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(mappings.get(i), concepts, overlap[i]);
        }
        return scores;
    }

    private double[] conceptScores(Evidence evidence) {
        double[] scores = new double[knowledge.concepts().size()];
        boolean[] done = new boolean[scores.length];
        for (Map<Integer, Double> mapping : mappings) {
            for (int concept : mapping.keySet()) {
                if (!done[concept]) {
                    done[concept] = true;
                    scores[concept] = evidence.ofFamily(knowledge.concepts().get(concept));
                }
            }
        }
        return scores;
    }

    private double score(Map<Integer, Double> mapping, double[] concepts, double overlap) {
        double best = Double.NEGATIVE_INFINITY;
        double rest = 0;
        double strongest = 0;
        double subjects = 0;
        for (Map.Entry<Integer, Double> entry : mapping.entrySet()) {
            double weight = entry.getValue();
            double value = concepts[entry.getKey()];
            if (knowledge.concepts().get(entry.getKey()).subject()) {
                subjects += weight * Math.max(0, value);
            } else {
                double weighted = value > 0 ? value * weight : value;
                best = Math.max(best, weighted);
                rest += Math.max(0, weighted);
                strongest = Math.max(strongest, weight);
            }
        }
        double kinds = mapping.isEmpty() || strongest == 0 ? 0 : best + BLEND * Math.min(4, rest - Math.max(0, best));
        // What no kind is known for rests on its own words alone.
        double words = overlap * (OVERLAP_UNKNOWN + (OVERLAP - OVERLAP_UNKNOWN) * Math.min(1, strongest));
        return kinds + SUBJECT * Math.min(12, subjects) + words;
    }

    /**
     * How much speaks for the best of the known kinds that none of the topics means: a document that clearly is
     * something else fits none of them.
     */
    public double otherKinds(Evidence evidence) {
        double best = 0;
        if (!areKinds()) {
            return 0;
        }
        for (Concept concept : knowledge.concepts()) {
            if (!concept.subject() && !isMeant(concept)) {
                best = Math.max(best, evidence.of(concept));
            }
        }
        return best;
    }

    /** Whether most of the topics are kinds of documents: among subject matters, no kind is out of place. */
    private boolean areKinds() {
        int kinds = 0;
        int asked = 0;
        for (int i = 0; i < topics.size(); i++) {
            asked += topics.get(i).isRest() ? 0 : 1;
            kinds += mappings.get(i).entrySet().stream()
                            .anyMatch(e -> e.getValue() >= CERTAIN
                                    && !knowledge.concepts().get(e.getKey()).subject())
                    ? 1
                    : 0;
        }
        return kinds * 2 > asked;
    }

    private boolean isMeant(Concept concept) {
        for (Map<Integer, Double> mapping : mappings) {
            if (mapping.containsKey(concept.index())
                    || concept.parents().keySet().stream().anyMatch(mapping::containsKey)) {
                return true;
            }
        }
        return false;
    }

    Map<Integer, Double> mapping(int topic) {
        return mappings.get(topic);
    }
}

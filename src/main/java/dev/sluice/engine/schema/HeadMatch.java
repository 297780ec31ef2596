package dev.sluice.engine.schema;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How well a cell of a table's head names a property. */
final class HeadMatch {
    private HeadMatch() {}

    static double score(DocumentReading document, Segment cell, FieldPlan plan) {
        double best = 0;
        for (LabelHit hit : document.labels.in(cell)) {
            for (Phrase phrase : plan.phrases()) {
                if (phrase.key() == hit.key()) {
                    best = Math.max(best, phrase.weight() * hit.coverage() * (0.9 + 0.03 * Math.min(3, hit.words())));
                }
            }
        }
        return best > 0.5 ? best : Math.max(best, 0.8 * fuzzy(document, cell, plan));
    }

    private static double fuzzy(DocumentReading document, Segment cell, FieldPlan plan) {
        LabelWords line = cell.labelWords(document.words, document.lexicon);
        Set<Integer> said = new HashSet<>();
        int strange = 0;
        for (int meaning : line.meaning()) {
            if (meaning >= 0) {
                said.add(meaning);
            } else if (meaning == LabelWords.UNKNOWN) {
                strange++;
            }
        }
        double met = 0;
        double wanted = 0;
        for (Map.Entry<Integer, Double> word : plan.words().entrySet()) {
            wanted += word.getValue() >= 0.9 ? 1 : 0;
            met += said.contains(word.getKey()) ? word.getValue() : 0;
        }
        return met == 0 ? 0 : 2 * met / (said.size() + strange + Math.max(met, wanted));
    }
}

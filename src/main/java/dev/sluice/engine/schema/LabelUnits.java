package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything in a document that looks like a label, for fields whose own label nobody knows. */
final class LabelUnits {
    private static final int MOST_WORDS = 8;
    private static final int MOST_UNITS = 5_000;
    private static final int MOST_MATCHES = 12;
    private static final double COMMON = 0.4;
    private static final double WORTH = 0.8;
    private static final double LEAST = 0.3;

    private final DocumentReading document;
    private final Set<Integer> common = new HashSet<>();
    private @Nullable Map<Integer, List<Unit>> byMeaning;

    private record Unit(LabelHit hit, Set<Integer> meanings, int strange) {}

    /** A label and how well it fits a field. */
    record Match(LabelHit hit, double score) {}

    LabelUnits(DocumentReading document) {
        this.document = document;
        for (String word : List.of(
                "number",
                "date",
                "name",
                "total",
                "amount",
                "id",
                "type",
                "reference",
                "address",
                "start",
                "end",
                "your",
                "our",
                "invoice",
                "description",
                "item",
                "document",
                "status",
                "day",
                "plus",
                "with",
                "net")) {
            common.add(document.lexicon.words().find(word));
        }
    }

    List<Match> matches(FieldPlan plan) {
        Set<Unit> units = new LinkedHashSet<>();
        for (int meaning : plan.words().keySet()) {
            units.addAll(index().getOrDefault(meaning, List.of()));
        }
        List<Match> matches = new ArrayList<>();
        for (Unit unit : units) {
            double score = score(plan, unit);
            if (score > LEAST) {
                matches.add(new Match(unit.hit(), WORTH * score));
            }
        }
        matches.sort(Comparator.comparingDouble(Match::score).reversed());
        return matches.size() > MOST_MATCHES ? matches.subList(0, MOST_MATCHES) : matches;
    }

    /** Like the harmonic mean of how much of the label and how much of the field's name is met. */
    private double score(FieldPlan plan, Unit unit) {
        double met = 0;
        double label = 0.8 * unit.strange();
        double wanted = 0;
        boolean telling = false;
        for (int meaning : unit.meanings()) {
            double rare = common.contains(meaning) ? COMMON : 1;
            Double worth = plan.words().get(meaning);
            label += rare;
            if (worth != null) {
                met += rare * worth;
                telling |= rare == 1;
            }
        }
        for (Map.Entry<Integer, Double> word : plan.words().entrySet()) {
            if (word.getValue() >= 0.9) {
                wanted += common.contains(word.getKey()) ? COMMON : 1;
            }
        }
        if (met == 0 || !telling && met < label) {
            return 0;
        }
        double worth = 2 * met / (label + Math.max(wanted, met));
        for (String sort : List.of("number", "date", "amount", "id")) {
            int meaning = document.lexicon.words().find(sort);
            boolean other = unit.meanings().contains(meaning) && !plan.words().containsKey(meaning);
            worth *= other && unit.meanings().size() > 1 && !plan.kind().numeric() ? 0.45 : 1;
        }
        return worth;
    }

    private Map<Integer, List<Unit>> index() {
        if (byMeaning == null) {
            byMeaning = new HashMap<>();
            int units = 0;
            for (Segment segment : document.view.segments()) {
                Unit unit = units > MOST_UNITS ? null : unit(segment);
                if (unit != null) {
                    units++;
                    for (int meaning : unit.meanings()) {
                        byMeaning
                                .computeIfAbsent(meaning, key -> new ArrayList<>())
                                .add(unit);
                    }
                }
            }
        }
        return byMeaning;
    }

    private @Nullable Unit unit(Segment segment) {
        LabelWords line = segment.labelWords(document.words, document.lexicon);
        Set<Integer> meanings = new LinkedHashSet<>();
        int strange = 0;
        int i = 0;
        boolean colon = false;
        for (; i < line.size() && i < MOST_WORDS && line.meaning()[i] != LabelWords.NUMBER; i++) {
            int meaning = line.meaning()[i];
            if (meaning >= 0 && !document.lexicon.particle(meaning)) {
                meanings.add(meaning);
            } else if (meaning == LabelWords.UNKNOWN) {
                strange++;
            }
            colon = line.colon()[i];
            if (colon || line.parted()[i]) {
                i++;
                break;
            }
        }
        boolean open = i < line.size() && !colon && line.meaning()[i] != LabelWords.NUMBER && !line.parted()[i - 1];
        if (meanings.isEmpty() || i == 0 || open) {
            return null;
        }
        int end = line.end()[i - 1];
        int from = end;
        while (from < segment.text.length() && " :.-–)]=".indexOf(segment.text.charAt(from)) >= 0) {
            from++;
        }
        LabelHit hit = new LabelHit(segment, 0, i, 0, meanings.size(), 1, 1, from, colon);
        return new Unit(hit, meanings, strange);
    }
}

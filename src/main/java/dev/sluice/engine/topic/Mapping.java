package dev.sluice.engine.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out which known kinds and subjects a client means by a topic's name and description. */
final class Mapping {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_DESCRIPTION = 400;
    private static final double HEAD = 1;
    private static final double MODIFIER = 0.45;
    private static final double WIDE = 0.6;
    private static final double FIRST_DESCRIBED = 0.6;
    private static final double DESCRIBED = 0.3;
    /** Where the name says nothing, a description often lists what belongs there. */
    private static final double ONLY_DESCRIBED = 0.8;
    /** Descriptions of a kind that the name already says mention neighbouring things only. */
    private static final double BESIDE_NAME = 0.2;

    private static final Set<String> OF = Set.of(
            "of", "for", "from", "de", "del", "des", "du", "d", "di", "da", "do", "della", "dei", "van", "von", "fur",
            "pour", "para", "per", "to", "with", "mit", "uber", "about", "on", "in");
    private static final Set<String> NOT = Set.of(
            "not",
            "no",
            "excluding",
            "except",
            "unlike",
            "without",
            "kein",
            "keine",
            "nicht",
            "ohne",
            "ausser",
            "sauf",
            "non",
            "pas",
            "sans",
            "sin",
            "excepto",
            "salvo",
            "senza",
            "exclude",
            "excl",
            "geen",
            "zonder",
            "rather");

    private final KnowledgeBase knowledge;
    private final Tokenizer tokenizer;

    Mapping(KnowledgeBase knowledge, Tokenizer tokenizer) {
        this.knowledge = knowledge;
        this.tokenizer = tokenizer;
    }

    /** The concepts by index, each with a weight from 0 to 1. */
    Map<Integer, Double> of(Topic topic) {
        Map<Integer, Double> weights = new HashMap<>();
        List<String> name = tokenizer.words(spaced(topic.name()), LONGEST_NAME);
        List<Match> named = matches(name);
        Set<Integer> exactly = new HashSet<>();
        int head = headOf(name, named);
        for (Match match : named) {
            boolean atHead = match.start <= head && head < match.end;
            // Of kinds only the head of a name counts in full: an "insurance contract" is a contract.
            double weight = match.covers(name) || atHead ? HEAD : MODIFIER;
            put(weights, match, weight);
            match.names.stream().filter(found -> !found.wide()).forEach(found -> exactly.add(found.concept()));
        }
        double strongest = 0;
        for (Map.Entry<Integer, Double> entry : weights.entrySet()) {
            boolean kind = !knowledge.concepts().get(entry.getKey()).subject();
            // "Correspondence" leaves it to the description to say which.
            boolean exact = kind && exactly.contains(entry.getKey());
            strongest = Math.max(strongest, exact ? entry.getValue() : 0);
        }
        double damping = 1 - (1 - BESIDE_NAME) * strongest;
        boolean first = true;
        List<String> description = tokenizer.words(spaced(topic.description()), LONGEST_DESCRIPTION);
        for (Match match : matches(description)) {
            if (!isExcluded(description, match.start)) {
                double weight = strongest == 0 ? ONLY_DESCRIBED : first ? FIRST_DESCRIBED : DESCRIBED;
                put(weights, match, weight * damping);
                first = first
                        && match.names.stream()
                                .allMatch(n ->
                                        knowledge.concepts().get(n.concept()).subject());
            }
        }
        return weights;
    }

    private void put(Map<Integer, Double> weights, Match match, double weight) {
        for (Concept.Name name : match.names) {
            weights.merge(name.concept(), name.wide() ? weight * WIDE : weight, Math::max);
        }
    }

    /** The longest names, none inside another. */
    private List<Match> matches(List<String> words) {
        Map<Integer, Match> byStart = new HashMap<>();
        knowledge.nameIndex().search(words, (id, start, length) -> {
            Match known = byStart.get(start);
            if (known == null || known.end < start + length) {
                known = new Match(start, start + length, new ArrayList<>());
                byStart.put(start, known);
            }
            if (known.end == start + length) {
                known.add(knowledge.name(id));
            }
        });
        List<Match> outer = new ArrayList<>();
        int end = 0;
        for (int start = 0; start < words.size(); start++) {
            Match match = byStart.get(start);
            if (match != null && match.end > end) {
                outer.add(match);
                end = match.end;
            }
        }
        return outer;
    }

    /** The word that says what the thing is: the one before the first "of", else the last one. */
    private static int headOf(List<String> name, List<Match> matches) {
        for (int i = 1; i < name.size(); i++) {
            int at = i;
            if (OF.contains(name.get(i)) && matches.stream().noneMatch(m -> m.start < at && at < m.end)) {
                return i - 1;
            }
        }
        return name.size() - 1;
    }

    private static boolean isExcluded(List<String> words, int at) {
        for (int i = Math.max(0, at - 4); i < at; i++) {
            if (NOT.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** "purchaseOrder", "purchase_order" and "PURCHASE-ORDER" as "purchase order". */
    static String spaced(String text) {
        StringBuilder spaced = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hump = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1));
            if (hump) {
                spaced.append(' ');
            }
            spaced.append(c == '_' || c == '.' || c == '/' || c == '-' ? ' ' : c);
        }
        return spaced.toString();
    }

    private record Match(int start, int end, List<Concept.Name> names) {
        /** A whole name counts more than a part of one: a "Gehaltsabrechnung" is no "*rechnung". */
        void add(Concept.Name name) {
            if (!name.partial() && names.stream().allMatch(Concept.Name::partial)) {
                names.clear();
            }
            if (!name.partial() || names.stream().allMatch(Concept.Name::partial)) {
                names.add(name);
            }
        }

        boolean covers(List<String> words) {
            return start == 0 && end == words.size();
        }
    }
}

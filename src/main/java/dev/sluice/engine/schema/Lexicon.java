package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All words and concepts; read once, then never changed. */
final class Lexicon {
    private static final double WEAK = 0.7;

    private final Words words = Words.load();
    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<Long, List<Concept>> byKey = new HashMap<>();
    private final Set<Integer> particles = new HashSet<>();

    Lexicon() {
        for (String particle : List.of("from", "to", "by")) {
            particles.add(words.meaning(particle));
        }
        String id = "";
        Kind kind = Kind.TEXT;
        List<Phrase> phrases = new ArrayList<>();
        for (String line : DataFile.lines("concepts.txt")) {
            if (line.startsWith("[")) {
                add(id, kind, phrases);
                int end = line.indexOf(']');
                id = line.substring(1, end);
                kind = Kind.valueOf(line.substring(end + 1).strip().toUpperCase(Locale.ROOT));
                phrases = new ArrayList<>();
            } else {
                for (String phrase : line.split(",")) {
                    phrases.addAll(phrases(phrase.strip(), kind));
                }
            }
        }
        add(id, kind, phrases);
    }

    private void add(String id, Kind kind, List<Phrase> phrases) {
        if (id.isEmpty()) {
            return;
        }
        Concept concept = new Concept(id, kind, List.copyOf(phrases));
        concepts.put(id, concept);
        Set<Long> keys = new HashSet<>();
        for (Phrase phrase : phrases) {
            if (keys.add(phrase.key())) {
                byKey.computeIfAbsent(phrase.key(), key -> new ArrayList<>()).add(concept);
            }
        }
    }

    private List<Phrase> phrases(String written, Kind kind) {
        double weight = written.startsWith("~") ? WEAK : 1;
        List<Integer> meanings = new ArrayList<>();
        List<Integer> small = new ArrayList<>();
        for (WordSplitter.Piece piece : WordSplitter.split(written)) {
            int[] found = words.meanings(piece.folded());
            boolean stop = words.stopWords().contains(piece.folded());
            if (found.length == 0 && !stop) {
                words.learn(piece.folded());
                found = words.meanings(piece.folded());
            }
            for (int one : found) {
                (particles.contains(one) ? small : meanings).add(one);
            }
        }
        if (meanings.isEmpty()) {
            meanings.addAll(small);
            small.clear();
        }
        List<Phrase> phrases = new ArrayList<>();
        if (!meanings.isEmpty()) {
            phrases.add(phrase(meanings, small, weight));
            // On documents VAT is called tax and tax is called VAT; in numbers of authorities they are two things.
            if (kind == Kind.AMOUNT || kind == Kind.RATE) {
                swap(meanings, "tax", "vat").ifPresent(other -> phrases.add(phrase(other, small, weight)));
                swap(meanings, "vat", "tax").ifPresent(other -> phrases.add(phrase(other, small, weight)));
            }
        }
        return phrases;
    }

    private java.util.Optional<List<Integer>> swap(List<Integer> meanings, String from, String to) {
        int old = words.meaning(from);
        if (!meanings.contains(old)) {
            return java.util.Optional.empty();
        }
        List<Integer> other = new ArrayList<>(meanings);
        other.replaceAll(one -> one == old ? words.meaning(to) : one);
        return java.util.Optional.of(other);
    }

    private static Phrase phrase(List<Integer> meanings, List<Integer> small, double weight) {
        return Phrase.of(
                meanings.stream().distinct().mapToInt(Integer::intValue).toArray(),
                small.stream().mapToInt(Integer::intValue).toArray(),
                weight);
    }

    Words words() {
        return words;
    }

    /** The concept of that id, which must exist. */
    Concept concept(String id) {
        Concept concept = concepts.get(id);
        if (concept == null) {
            throw new IllegalArgumentException("no concept " + id);
        }
        return concept;
    }

    /** The concepts that have a phrase of that key. */
    List<Concept> withKey(long key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** Whether a meaning is one of the small words that only matter beside others: from, to, by. */
    boolean particle(int meaning) {
        return particles.contains(meaning);
    }
}

package dev.sluice.engine.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small words of each language: labels are compared without them, and they tell which language a text is in. */
final class StopWords {
    private final Map<String, List<String>> languagesOf = new HashMap<>();

    static StopWords load() {
        StopWords all = new StopWords();
        for (String line : DataFile.lines("stopwords.txt")) {
            String language = line.substring(0, 2);
            for (String word : line.substring(3).strip().split("\\s+")) {
                all.languagesOf.merge(
                        Fold.fold(word),
                        List.of(language),
                        (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream())
                                .toList());
            }
        }
        return all;
    }

    boolean contains(String folded) {
        return languagesOf.containsKey(folded);
    }

    /** Which languages have the word; empty if none. */
    List<String> languages(String folded) {
        return languagesOf.getOrDefault(folded, List.of());
    }

    /** Counts of each language's small words. */
    static final class Votes {
        private final Map<String, Double> votes = new LinkedHashMap<>();

        void add(List<String> languages) {
            for (String language : languages) {
                votes.merge(language, 1.0 / languages.size(), Double::sum);
            }
        }

        /** The language with most votes; {@code en} without any. */
        String winner() {
            return votes.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("en");
        }
    }
}

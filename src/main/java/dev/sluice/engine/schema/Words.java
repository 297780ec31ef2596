package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of labels in several languages and what each means: a small number, the same for words of the same meaning.
 * Read once, then never changed.
 */
final class Words {
    private static final int SHORTEST_COMPOUND = 7;
    private static final int LONGEST_COMPOUND = 40;
    private static final int MOST_PARTS = 4;
    private static final List<String> LINKS = List.of("", "s", "n", "en", "es", "er", "e");
    private static final Set<String> SHORT_TAILS = Set.of("nr", "id", "no");
    private static final int[] NONE = new int[0];

    private final Map<String, Integer> meanings = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, int[]> words = new HashMap<>();
    private final StopWords stopWords = StopWords.load();

    static Words load() {
        Words words = new Words();
        for (String line : DataFile.lines("words.txt")) {
            int colon = line.indexOf(':');
            String[] parts = line.substring(0, colon).split("\\+");
            int[] meaning = new int[parts.length];
            for (int i = 0; i < parts.length; i++) {
                meaning[i] = words.meaning(parts[i].strip());
            }
            for (String word : line.substring(colon + 1).split(",")) {
                words.words.putIfAbsent(Fold.fold(word.strip()), meaning);
            }
        }
        return words;
    }

    StopWords stopWords() {
        return stopWords;
    }

    /** The number of that meaning, a new one if it is new. */
    int meaning(String name) {
        return meanings.computeIfAbsent(name, key -> {
            names.add(key);
            return names.size() - 1;
        });
    }

    /** The number of a meaning that words.txt has; -1 for none. */
    int find(String name) {
        return meanings.getOrDefault(name, -1);
    }

    /** How many meanings there are; those of one run's own words begin here. */
    int size() {
        return names.size();
    }

    boolean known(String folded) {
        return words.containsKey(folded);
    }

    /** Makes a word known that only a concept uses. */
    void learn(String folded) {
        words.put(folded, new int[] {meaning(folded)});
    }

    /** What a folded word means: nothing if unknown, several meanings for a compound. */
    int[] meanings(String folded) {
        int[] found = words.get(folded);
        if (found != null) {
            return found;
        }
        if (folded.length() >= SHORTEST_COMPOUND && folded.length() <= LONGEST_COMPOUND) {
            List<Integer> parts = new ArrayList<>();
            if (compound(folded, parts, 1)) {
                return parts.stream().mapToInt(Integer::intValue).toArray();
            }
        }
        return NONE;
    }

    private boolean compound(String word, List<Integer> parts, int depth) {
        if (depth > MOST_PARTS) {
            return false;
        }
        int[] whole = words.get(word);
        if (whole != null && depth > 1 && (word.length() > 2 || SHORT_TAILS.contains(word))) {
            add(parts, whole);
            return true;
        }
        for (int end = word.length() - 2; end >= 3; end--) {
            int[] head = words.get(word.substring(0, end));
            if (head == null) {
                continue;
            }
            for (String link : LINKS) {
                int from = end + link.length();
                if (word.startsWith(link, end) && word.length() - from >= 2) {
                    int before = parts.size();
                    add(parts, head);
                    if (compound(word.substring(from), parts, depth + 1)) {
                        return true;
                    }
                    parts.subList(before, parts.size()).clear();
                }
            }
        }
        return false;
    }

    private static void add(List<Integer> parts, int[] more) {
        for (int one : more) {
            parts.add(one);
        }
    }
}

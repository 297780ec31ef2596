package dev.sluice.engine.schema;

import java.util.HashMap;
import java.util.Map;

/** The lexicon's words and, for one run, the words of its schema that the lexicon does not know. */
final class RunWords {
    private static final int MOST_REMEMBERED = 20_000;
    private static final int[] NONE = new int[0];

    private final Words words;
    private final Map<String, int[]> own = new HashMap<>();
    private final Map<String, int[]> remembered = new HashMap<>();
    private int next;

    RunWords(Words words) {
        this.words = words;
        this.next = words.size();
    }

    /** What a folded word means; nothing if neither the lexicon nor the schema knows it. */
    int[] meanings(String folded) {
        int[] known = remembered.get(folded);
        if (known == null) {
            known = find(folded);
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(folded, known);
            }
        }
        return known;
    }

    private int[] find(String folded) {
        int[] known = words.meanings(folded);
        if (known.length == 0 && !own.isEmpty() && !stop(folded)) {
            known = own.getOrDefault(stem(folded), NONE);
        }
        return known;
    }

    /** As {@link #meanings}, and a word that nobody knows becomes known. */
    int[] learn(String folded) {
        int[] known = meanings(folded);
        if (known.length == 0 && !stop(folded)) {
            known = own.computeIfAbsent(stem(folded), key -> new int[] {next++});
            remembered.put(folded, known);
        }
        return known;
    }

    boolean stop(String folded) {
        return words.stopWords().contains(folded);
    }

    StopWords stopWords() {
        return words.stopWords();
    }

    /** Without the ending of a plural: enough to meet the same word again. */
    private static String stem(String folded) {
        int length = folded.length();
        if (length > 4 && folded.endsWith("ies")) {
            return folded.substring(0, length - 3) + "y";
        }
        if (length > 5 && (folded.endsWith("en") || folded.endsWith("es"))) {
            return folded.substring(0, length - 2);
        }
        if (length > 4 && (folded.endsWith("s") || folded.endsWith("e") || folded.endsWith("n"))) {
            return folded.substring(0, length - 1);
        }
        return folded;
    }
}

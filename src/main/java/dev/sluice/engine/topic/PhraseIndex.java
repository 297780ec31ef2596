package dev.sluice.engine.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds many phrases in a text at once. A word of a phrase may end or begin with an asterisk: {@code rechnung*} is found
 * in "Rechnungsnummer", {@code *vertrag} in "Mietvertrag". The work per word of the text is bounded by the longest
 * phrase, whatever the text says.
 */
final class PhraseIndex {
    private static final int MOST_REMEMBERED = 60_000;
    private static final int LONGEST_WORD = 40;
    private static final int SHORTEST_PART = 3;
    private static final int[] NONE = {};

    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> prefixes = new HashMap<>();
    private final Map<String, Integer> suffixes = new HashMap<>();
    private final Node root = new Node();
    private final Map<String, int[]> remembered = new ConcurrentHashMap<>();
    private int patterns;

    private static final class Node {
        private final Map<Integer, Node> next = new HashMap<>();
        private int[] ids = NONE;
    }

    /** Told of every phrase found. */
    interface Found {
        /** The phrase with that id begins at the word with that index and is so many words long. */
        void at(int id, int start, int length);
    }

    /** Adds a phrase; all are added before the first search. */
    void add(String phrase, int id, Tokenizer tokenizer) {
        Node node = root;
        for (String part : phrase.strip().split("\\s+", -1)) {
            boolean asPrefix = part.endsWith("*");
            boolean asSuffix = part.startsWith("*");
            List<String> words = tokenizer.words(part, Integer.MAX_VALUE);
            for (String word : words) {
                Map<String, Integer> of = asPrefix ? prefixes : asSuffix ? suffixes : exact;
                // Plurals are cut off from whole words only, so a part that ends in s is kept as it was written.
                int pattern = of.computeIfAbsent(word, unknown -> patterns++);
                node = node.next.computeIfAbsent(pattern, unknown -> new Node());
            }
        }
        if (node != root) {
            node.ids = Arrays.copyOf(node.ids, node.ids.length + 1);
            node.ids[node.ids.length - 1] = id;
        }
    }

    /** Finds all phrases in those words, also such as overlap. */
    void search(List<String> words, Found found) {
        int[][] matching = new int[words.size()][];
        for (int i = 0; i < matching.length; i++) {
            matching[i] = patternsOf(words.get(i));
        }
        for (int start = 0; start < matching.length; start++) {
            if (matching[start].length > 0) {
                walk(root, matching, start, start, found);
            }
        }
    }

    private static void walk(Node node, int[][] matching, int start, int at, Found found) {
        for (int id : node.ids) {
            found.at(id, start, at - start);
        }
        if (at == matching.length || node.next.isEmpty()) {
            return;
        }
        for (int pattern : matching[at]) {
            @Nullable Node next = node.next.get(pattern);
            if (next != null) {
                walk(next, matching, start, at + 1, found);
            }
        }
    }

    private int[] patternsOf(String word) {
        int[] known = remembered.get(word);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        int[] fresh = findPatterns(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
        remembered.put(word, fresh);
        return fresh;
    }

    private int[] findPatterns(String word) {
        List<Integer> all = new ArrayList<>();
        addIfThere(exact.get(word), all);
        for (int length = SHORTEST_PART; length <= word.length(); length++) {
            addIfThere(prefixes.get(word.substring(0, length)), all);
            addIfThere(suffixes.get(word.substring(word.length() - length)), all);
        }
        return all.isEmpty() ? NONE : all.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void addIfThere(@Nullable Integer pattern, List<Integer> to) {
        if (pattern != null) {
            to.add(pattern);
        }
    }
}

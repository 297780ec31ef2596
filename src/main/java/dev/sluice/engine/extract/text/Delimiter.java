package dev.sluice.engine.extract.text;

import java.util.Arrays;
import java.util.List;

/** Finds the character that separates the values of a delimited file. */
final class Delimiter {
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};

    private Delimiter() {}

    /** The candidate that splits most lines into the same number of values, more values counting more. */
    static char detect(List<String> lines, char otherwise) {
        char best = otherwise;
        double bestScore = 0;
        for (char candidate : CANDIDATES) {
            double score = score(lines, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static double score(List<String> lines, char candidate) {
        int[] counts = lines.stream().mapToInt(line -> count(line, candidate)).toArray();
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        int usual = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        if (usual == 0) {
            return 0;
        }
        long same = Arrays.stream(counts).filter(c -> c == usual).count();
        return (double) same / counts.length + Math.min(usual, 50) / 1000.0;
    }

    private static int count(String line, char candidate) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == candidate && !quoted) {
                count++;
            }
        }
        return count;
    }
}

package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How well tables were found, by adjacency relations as in the ICDAR 2013 table competition: for every cell with text
 * its nearest neighbours with text to the right and below. All relations of a document are one multiset, so that
 * missed and invented tables count.
 */
record TableScore(int right, int found, int expected) {
    static final TableScore NONE = new TableScore(0, 0, 0);

    /** Scores the tables of one document; of several truths the one that fits best counts. */
    static TableScore of(JsonNode tables, JsonNode alternatives) {
        Map<String, Integer> found = relations(tables);
        TableScore best = null;
        for (JsonNode alternative : alternatives) {
            TableScore score = compare(found, relations(alternative));
            if (best == null || score.f1() > best.f1()) {
                best = score;
            }
        }
        return best == null ? NONE : best;
    }

    private static TableScore compare(Map<String, Integer> found, Map<String, Integer> expected) {
        int right = 0;
        for (Map.Entry<String, Integer> relation : expected.entrySet()) {
            right += Math.min(relation.getValue(), found.getOrDefault(relation.getKey(), 0));
        }
        return new TableScore(right, sum(found), sum(expected));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    TableScore plus(TableScore other) {
        return new TableScore(right + other.right, found + other.found, expected + other.expected);
    }

    double precision() {
        return found == 0 ? 0 : right / (double) found;
    }

    double recall() {
        return expected == 0 ? 0 : right / (double) expected;
    }

    double f1() {
        return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
    }

    private static Map<String, Integer> relations(JsonNode tables) {
        Map<String, Integer> relations = new HashMap<>();
        for (JsonNode table : tables) {
            count(table.get("cells"), relations);
        }
        return relations;
    }

    private static void count(JsonNode cells, Map<String, Integer> relations) {
        Map<Long, Integer> places = new HashMap<>();
        String[] texts = new String[cells.size()];
        int rows = 0;
        int columns = 0;
        for (int i = 0; i < cells.size(); i++) {
            JsonNode cell = cells.get(i);
            texts[i] = normal(cell.path("text").asText());
            int bottom =
                    cell.get("row").asInt() + Math.max(1, cell.path("rowSpan").asInt(1));
            int right =
                    cell.get("col").asInt() + Math.max(1, cell.path("colSpan").asInt(1));
            for (int row = cell.get("row").asInt(); row < bottom; row++) {
                for (int column = cell.get("col").asInt(); column < right; column++) {
                    places.put(place(row, column), i);
                }
            }
            rows = Math.max(rows, bottom);
            columns = Math.max(columns, right);
        }
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < rows; row++) {
            int last = -1;
            for (int column = 0; column < columns; column++) {
                last = next(places.get(place(row, column)), last, 'R', texts, seen, relations);
            }
        }
        for (int column = 0; column < columns; column++) {
            int last = -1;
            for (int row = 0; row < rows; row++) {
                last = next(places.get(place(row, column)), last, 'B', texts, seen, relations);
            }
        }
    }

    private static int next(
            Integer cell, int last, char direction, String[] texts, Set<String> seen, Map<String, Integer> relations) {
        if (cell == null || texts[cell].isEmpty()) {
            return last;
        }
        if (last >= 0 && last != cell && seen.add(last + " " + cell + direction)) {
            relations.merge(texts[last] + '\n' + texts[cell] + '\n' + direction, 1, Integer::sum);
        }
        return cell;
    }

    private static long place(int row, int column) {
        return ((long) row << 32) | column;
    }

    /** Only letters and digits count, whatever their case and form. */
    private static String normal(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder();
        folded.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_NUMBER)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}

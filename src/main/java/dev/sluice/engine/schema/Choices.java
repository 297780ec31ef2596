package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads yes or no and one of several values, written out or as check boxes. */
final class Choices {
    private static final Set<String> YES = Set.of(
            "yes",
            "y",
            "ja",
            "oui",
            "si",
            "sim",
            "tak",
            "true",
            "x",
            "checked",
            "vrai",
            "wahr",
            "ok",
            "approved",
            "genehmigt",
            "accepted",
            "granted",
            "paid",
            "bezahlt",
            "confirmed",
            "aprobado",
            "approuve",
            "approvato",
            "zatwierdzono",
            "goedgekeurd",
            "accorde",
            "concesso");
    private static final Set<String> NO = Set.of(
            "no",
            "n",
            "nein",
            "non",
            "nee",
            "nao",
            "nie",
            "false",
            "unchecked",
            "faux",
            "falsch",
            "rejected",
            "denied",
            "declined",
            "abgelehnt",
            "refuse",
            "rechazado",
            "rifiutato",
            "unpaid",
            "not",
            "none",
            "keine",
            "kein",
            "geen",
            "odrzucono",
            "afgewezen");
    private static final String TICKED = "☑☒✓✔✗✘■◉●⊠";
    private static final String EMPTY = "☐□○◯⬜";

    private final RunWords words;
    private final Lexicon lexicon;

    Choices(RunWords words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    @Nullable
    Found yesOrNo(String text, int from, int to) {
        // "☐ Yes ☒ No": the ticked one counts.
        int tick = ticked(text, from, to);
        if (tick >= 0) {
            Found word = word(text, tick, to);
            return word == null ? new Found(BooleanNode.TRUE, 0.9, tick - 1, tick) : word;
        }
        int at = from;
        while (at < to
                && !Character.isLetterOrDigit(text.charAt(at))
                && EMPTY.indexOf(text.charAt(at)) < 0
                && text.charAt(at) != '[') {
            at++;
        }
        if (at < to
                && (EMPTY.indexOf(text.charAt(at)) >= 0 || text.startsWith("[ ]", at) || text.startsWith("[]", at))) {
            return new Found(BooleanNode.FALSE, 0.7, at, at + 1);
        }
        return word(text, at, to);
    }

    private static @Nullable Found word(String text, int from, int to) {
        int start = from;
        while (start < to && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < to && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        String word = Fold.fold(text.substring(start, end));
        if (YES.contains(word)) {
            return new Found(BooleanNode.TRUE, 1, start, end);
        }
        return NO.contains(word) ? new Found(BooleanNode.FALSE, 1, start, end) : null;
    }

    /** Behind the first ticked box; -1 if none is ticked. */
    private static int ticked(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (TICKED.indexOf(c) >= 0) {
                return i + 1;
            }
            boolean brackets = (c == '[' || c == '(')
                    && i + 2 < to
                    && (text.charAt(i + 2) == ']' || text.charAt(i + 2) == ')')
                    && "xX✓✔*".indexOf(text.charAt(i + 1)) >= 0;
            if (brackets) {
                return i + 3;
            }
        }
        return -1;
    }

    /** Which of the values stands there: letter by letter, else by meaning. */
    @Nullable
    Found oneOf(List<JsonNode> allowed, String text, int from, int to) {
        int tick = ticked(text, from, to);
        if (tick < 0 && unticked(text, from, to)) {
            return null;
        }
        int begin = tick >= 0 ? tick : from;
        String bare = " " + spaced(text.substring(begin, to)) + " ";
        JsonNode best = null;
        int bestAt = Integer.MAX_VALUE;
        int bestLength = 0;
        for (JsonNode one : allowed) {
            String wanted = " " + spaced(Planner.spread(one.asText())) + " ";
            int at = wanted.isBlank() ? -1 : bare.indexOf(wanted);
            if (at >= 0 && (at < bestAt || at == bestAt && wanted.length() > bestLength)) {
                best = one;
                bestAt = at;
                bestLength = wanted.length();
            }
        }
        if (best != null) {
            return new Found(best, bestAt == 0 ? 1 : 0.8, begin, to);
        }
        return byMeaning(allowed, text, begin, to);
    }

    private static boolean unticked(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) == ' ') {
            at++;
        }
        return at < to
                && (EMPTY.indexOf(text.charAt(at)) >= 0 || text.startsWith("[ ]", at) || text.startsWith("[]", at));
    }

    private @Nullable Found byMeaning(List<JsonNode> allowed, String text, int from, int to) {
        String currency = Currencies.code(text.substring(from, to).strip());
        Set<Integer> said = meanings(text.substring(from, to));
        JsonNode best = null;
        int matches = 0;
        for (JsonNode one : allowed) {
            if (!currency.isEmpty() && one.asText().equals(currency)) {
                return new Found(one, 0.9, from, to);
            }
            Set<Integer> wanted = meanings(Planner.spread(one.asText()));
            if (!wanted.isEmpty() && said.containsAll(wanted) && wanted.size() > matches) {
                best = one;
                matches = wanted.size();
            }
        }
        return best == null ? null : new Found(best, 0.7, from, to);
    }

    private Set<Integer> meanings(String text) {
        Set<Integer> meanings = new HashSet<>();
        String kept = text.length() > 80 ? text.substring(0, 80) : text;
        for (WordSplitter.Piece piece : WordSplitter.split(kept)) {
            for (int meaning : words.meanings(piece.folded())) {
                if (!lexicon.particle(meaning)) {
                    meanings.add(meaning);
                }
            }
        }
        return meanings;
    }

    private static String spaced(String text) {
        StringBuilder spaced = new StringBuilder();
        for (WordSplitter.Piece piece : WordSplitter.split(text)) {
            spaced.append(spaced.isEmpty() ? "" : " ").append(piece.folded());
        }
        return spaced.toString();
    }
}

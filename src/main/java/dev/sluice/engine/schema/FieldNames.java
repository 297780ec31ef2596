package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns what a schema says about a field into meanings. */
final class FieldNames {
    /** What descriptions are full of and labels are not. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            "identifies",
            "name",
            "which",
            "whether",
            "was",
            "were",
            "been",
            "who",
            "iso",
            "format",
            "string",
            "field",
            "e",
            "g",
            "eg",
            "ie",
            "etc",
            "such",
            "printed",
            "document",
            "if",
            "any",
            "all",
            "one",
            "s");

    private final RunWords words;
    private final Lexicon lexicon;
    private final Set<Integer> sellers;
    private final Set<Integer> buyers;
    private final int ship;

    FieldNames(RunWords words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
        Words all = lexicon.words();
        this.sellers = Set.of(all.find("seller"));
        this.buyers = Set.of(all.find("buyer"), all.find("customer"));
        this.ship = all.find("ship");
    }

    List<Integer> meanings(String text) {
        List<Integer> meanings = new ArrayList<>();
        String kept = text.length() > 300 ? text.substring(0, 300) : text;
        boolean several = kept.indexOf(' ') > 0;
        for (WordSplitter.Piece piece : WordSplitter.split(kept)) {
            boolean empty = several && kept.length() > 40 && EMPTY_WORDS.contains(piece.folded());
            if (!piece.number() && !empty && meanings.size() < 30) {
                for (int meaning : words.learn(piece.folded())) {
                    boolean small = lexicon.particle(meaning) && kept.length() > 25;
                    if (!small && !meanings.contains(meaning)) {
                        meanings.add(meaning);
                    }
                }
            }
        }
        return meanings;
    }

    List<Integer> withoutRoles(List<Integer> meanings) {
        return meanings.stream()
                .filter(one -> !sellers.contains(one) && !buyers.contains(one))
                .toList();
    }

    FieldPlan.Role role(List<Integer> meanings) {
        for (int meaning : meanings) {
            if (sellers.contains(meaning)) {
                return FieldPlan.Role.SELLER;
            }
            if (buyers.contains(meaning)) {
                return FieldPlan.Role.BUYER;
            }
            if (meaning == ship) {
                return FieldPlan.Role.SHIP;
            }
        }
        return FieldPlan.Role.NONE;
    }
}

package dev.sluice.engine.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which language a text is in, by its most frequent small words. */
@SuppressWarnings("EnumOrdinal") // Only as the place of a bit, within one run.
final class Languages {
    /** A smaller share of small words than any running text has. */
    private static final double LEAST_SHARE = 0.08;

    private static final int LEAST_WORDS = 4;
    /** Of each text that many words tell its language. */
    private static final int ENOUGH_WORDS = 250;

    /** Small word to a bit for each language that has it. */
    private final Map<String, Integer> smallWords = new HashMap<>();

    Languages(Tokenizer tokenizer) {
        for (Language language : Language.values()) {
            for (Object word : language.stopWords()) {
                for (String plain : tokenizer.words(new String((char[]) word), 2)) {
                    smallWords.merge(plain, 1 << language.ordinal(), (a, b) -> a | b);
                }
            }
        }
    }

    /** The language of those words; null when they are too few or of none that is known. */
    @Nullable
    Language of(Iterable<List<String>> texts) {
        double[] counts = new double[Language.values().length];
        int words = 0;
        for (List<String> text : texts) {
            int looked = Math.min(text.size(), ENOUGH_WORDS);
            words += looked;
            for (int w = 0; w < looked; w++) {
                int of = smallWords.getOrDefault(text.get(w), 0);
                // A word that many languages share says little of each.
                double weight = of == 0 ? 0 : 1.0 / Integer.bitCount(of);
                for (int i = 0; of != 0; i++, of >>= 1) {
                    counts[i] += (of & 1) * weight;
                }
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return words >= LEAST_WORDS && counts[best] >= words * LEAST_SHARE ? Language.values()[best] : null;
    }

    /** Whether the word is a small one in that language, or in any when it is null. */
    boolean isSmall(String word, @Nullable Language language) {
        int of = smallWords.getOrDefault(word, 0);
        return language == null ? of != 0 : (of >> language.ordinal() & 1) != 0;
    }
}

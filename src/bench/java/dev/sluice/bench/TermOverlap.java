package dev.sluice.bench;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Layout;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The peer of classify and split: the type most of whose words the text has. */
final class TermOverlap {
    private TermOverlap() {}

    /** The position of that type; -1 when no word of any occurs. */
    static int best(Set<String> text, List<TypeSets.Type> types) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < types.size(); i++) {
            Set<String> words = words(types.get(i).name() + " " + types.get(i).description());
            long shared = words.stream().filter(text::contains).count();
            double share = shared / (double) Math.max(1, words.size());
            if (share > most) {
                most = share;
                best = i;
            }
        }
        return best;
    }

    /** The words of a page; 0 for all pages. */
    static Set<String> words(Layout layout, int page) {
        Set<String> words = new HashSet<>();
        for (Block block : layout.blocks()) {
            if (page == 0 || block.page() == page) {
                words.addAll(words(block.plain()));
            }
        }
        return words;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (word.length() > 2) {
                words.add(word);
            }
        }
        return words;
    }
}

package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words of one line that stand close together, or a whole table: what the reading order is made of. */
record Segment(List<Word> words, Box box, @Nullable Table table) {
    static Segment of(List<Word> words) {
        return new Segment(List.copyOf(words), box(words), null);
    }

    static Box box(List<Word> words) {
        return words.stream().map(Word::box).reduce(Box::union).orElseThrow();
    }

    int characters() {
        int count = words.size();
        for (Word word : words) {
            count += word.text().length();
        }
        return count;
    }

    float size() {
        float most = 0;
        for (Word word : words) {
            most = Math.max(most, word.size());
        }
        return most;
    }

    /** The words as read: a line of mostly right-to-left words is read from the right, but for what runs left to right. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Word word : ordered()) {
            text.append(text.isEmpty() ? "" : " ").append(word.text());
        }
        return text.toString();
    }

    List<Word> ordered() {
        long right =
                words.stream().filter(w -> WordBuilder.isRightToLeft(w.text())).count();
        if (right == 0) {
            return words;
        }
        boolean mostly = right * 2 >= words.size();
        List<Word> sorted = new ArrayList<>(words);
        sorted.sort(Comparator.comparing(w -> mostly ? -w.box().x0() : w.box().x0()));
        List<Word> ordered = new ArrayList<>();
        List<Word> against = new ArrayList<>();
        for (Word word : sorted) {
            if (WordBuilder.isRightToLeft(word.text()) == mostly) {
                ordered.addAll(against);
                against.clear();
                ordered.add(word);
            } else {
                against.add(0, word);
            }
        }
        ordered.addAll(against);
        return ordered;
    }
}

package dev.sluice.engine.extract.pdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What most of a document's text looks like.
 *
 * @param capitals whether much of it is written in capitals
 */
record BodyStyle(float size, boolean bold, boolean italic, String font, boolean capitals) {
    private static final float USUAL = 10;
    private static final int MANY = 4;
    private static final int LETTERS_PER_ROW = 12;

    static BodyStyle of(List<Draft> drafts) {
        Map<Float, Integer> sizes = new HashMap<>();
        Map<String, Integer> fonts = new HashMap<>();
        int all = 0;
        int bold = 0;
        int italic = 0;
        int capitals = 0;
        for (Draft draft : drafts) {
            // Where nearly all stands in tables, the rest is headings.
            int length = draft.table() == null ? draft.text().length() : LETTERS_PER_ROW * draft.lines();
            all += length;
            sizes.merge(rounded(draft.size()), length, Integer::sum);
            fonts.merge(draft.style().font(), length, Integer::sum);
            bold += draft.style().bold() ? length : 0;
            italic += draft.style().italic() ? length : 0;
            capitals += HeadingText.isCapitals(draft.text()) ? length : 0;
        }
        return new BodyStyle(
                most(sizes, USUAL), 2 * bold > all, 2 * italic > all, most(fonts, ""), MANY * capitals > all);
    }

    TextStyle style() {
        return new TextStyle(size, bold, italic, font);
    }

    private static <T> T most(Map<T, Integer> counts, T none) {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(none);
    }

    static float rounded(float size) {
        return Math.round(size * 2) / 2f;
    }
}

package dev.sluice.engine.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words that stand close together on one line: the smallest piece that a label or a value is.
 *
 * <p>All but {@link #index}, {@link #row} and the two scans is fixed; those are filled in once, by one thread.
 */
final class Segment {
    final String text;
    final int page;
    final double x0;
    final double y0;
    final double x1;
    final double y1;
    final boolean bold;
    final String citation;
    /** Position in reading order of the whole document. */
    int index;
    /** Which line of the document it stands in. */
    int row;

    private @Nullable List<DateMention> dates;
    private @Nullable List<NumberMention> numbers;
    private @Nullable LabelWords labelWords;

    Segment(String text, int page, double x0, double y0, double x1, double y1, boolean bold, String citation) {
        this.text = text;
        this.page = page;
        this.x0 = x0;
        this.y0 = y0;
        this.x1 = x1;
        this.y1 = y1;
        this.bold = bold;
        this.citation = citation;
    }

    double height() {
        return y1 - y0;
    }

    double centerX() {
        return (x0 + x1) / 2;
    }

    double centerY() {
        return (y0 + y1) / 2;
    }

    /** How much of the narrower one's width lies above or below the other, 0 to 1. */
    double overlap(Segment other) {
        double common = Math.min(x1, other.x1) - Math.max(x0, other.x0);
        return common <= 0 ? 0 : common / Math.max(1, Math.min(x1 - x0, other.x1 - other.x0));
    }

    /** Dates in the text. */
    List<DateMention> dates() {
        if (dates == null) {
            dates = DateScanner.scan(text);
        }
        return dates;
    }

    /** Numbers in the text that are not part of a date. */
    List<NumberMention> numbers() {
        if (numbers == null) {
            numbers = NumberScanner.scan(text, dates());
        }
        return numbers;
    }

    /** The text as the words of labels. */
    LabelWords labelWords(RunWords words, Lexicon lexicon) {
        if (labelWords == null) {
            labelWords = LabelWords.of(text, words, lexicon);
        }
        return labelWords;
    }
}

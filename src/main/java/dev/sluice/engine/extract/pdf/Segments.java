package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes segments of words, and rows of segments. */
final class Segments {
    /** A wider gap, in font sizes, ends a segment: wider than the gaps of justified text, narrower than a gutter. */
    private static final double GAP = 1.1;

    private Segments() {}

    /** Groups the upright words of a page. */
    static List<Segment> of(List<Word> words) {
        List<Segment> segments = new ArrayList<>();
        for (List<Word> line : lines(words)) {
            List<Word> open = new ArrayList<>();
            for (Word word : line) {
                if (!open.isEmpty()) {
                    Word last = open.get(open.size() - 1);
                    double gap = word.box().x0() - last.box().x1();
                    if (gap > GAP * Math.min(word.size(), last.size())) {
                        segments.add(Segment.of(open));
                        open.clear();
                    }
                }
                open.add(word);
            }
            segments.add(Segment.of(open));
        }
        return segments;
    }

    /** Words whose baselines nearly agree, each line from left to right. */
    static List<List<Word>> lines(List<Word> words) {
        List<Word> sorted = new ArrayList<>(words);
        sorted.sort(Comparator.comparingDouble(Word::baseline));
        List<List<Word>> lines = new ArrayList<>();
        double baseline = 0;
        float size = 0;
        for (Word word : sorted) {
            if (lines.isEmpty() || word.baseline() - baseline > 0.35 * Math.min(size, word.size())) {
                lines.add(new ArrayList<>());
                baseline = word.baseline();
                size = word.size();
            }
            size = Math.max(size, word.size());
            lines.get(lines.size() - 1).add(word);
        }
        raise(lines);
        lines.forEach(line -> line.sort(Comparator.comparingDouble(w -> w.box().x0())));
        return lines;
    }

    /** Raised and lowered marks, which have baselines of their own, go to the line they belong to. */
    private static void raise(List<List<Word>> lines) {
        for (int i = 0; i < lines.size(); i++) {
            for (int other : new int[] {i + 1, i - 1}) {
                if (other >= 0 && other < lines.size()) {
                    List<Word> target = lines.get(other);
                    lines.get(i).removeIf(mark -> belongsTo(mark, target) && target.add(mark));
                }
            }
        }
        lines.removeIf(List::isEmpty);
    }

    private static boolean belongsTo(Word mark, List<Word> line) {
        for (Word word : line) {
            double overlap = Math.min(mark.box().y1(), word.box().y1())
                    - Math.max(mark.box().y0(), word.box().y0());
            double gap = Math.max(
                    mark.box().x0() - word.box().x1(),
                    word.box().x0() - mark.box().x1());
            if (mark.size() < 0.8 * word.size() && overlap > 0.4 * mark.box().height() && gap < 0.6 * word.size()) {
                return true;
            }
        }
        return false;
    }

    /** Segments that stand beside each other, each row from left to right, the rows from top to bottom. */
    static List<List<Segment>> rows(List<Segment> segments) {
        List<Segment> sorted = new ArrayList<>(segments);
        sorted.sort(Comparator.comparingDouble(s -> s.box().centerY()));
        List<List<Segment>> rows = new ArrayList<>();
        double top = 0;
        double bottom = 0;
        for (Segment segment : sorted) {
            double overlap = Math.min(bottom, segment.box().y1())
                    - Math.max(top, segment.box().y0());
            boolean beside = !rows.isEmpty()
                    && overlap > 0.5 * Math.min(bottom - top, segment.box().height());
            if (beside) {
                rows.get(rows.size() - 1).add(segment);
            } else {
                rows.add(new ArrayList<>(List.of(segment)));
                top = segment.box().y0();
                bottom = segment.box().y1();
            }
        }
        rows.forEach(row -> row.sort(Comparator.comparingDouble(s -> s.box().x0())));
        return rows;
    }
}

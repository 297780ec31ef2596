package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * The columns that lines of pieces have in common, found from the fullest lines on; a piece that reaches over several
 * columns makes none of its own.
 */
final class Columns {
    private static final double LEAST_OVERLAP = 1.0;

    private final List<double[]> spans;

    private Columns(List<double[]> spans) {
        this.spans = spans;
    }

    /** The columns of a piece, first and last. */
    record Range(int first, int last) {
        boolean spanning() {
            return last > first;
        }

        boolean meets(Range other) {
            return first <= other.last && other.first <= last;
        }
    }

    static Columns of(List<TableLine> lines) {
        List<TableLine> sorted = new ArrayList<>(lines);
        // A line of figures tells more than one of words, which may be a header that spans.
        sorted.sort(Comparator.comparingInt(line -> -(2 * line.pieces().size() + Math.min(line.figures(), 3))));
        Columns columns = new Columns(new ArrayList<>());
        for (TableLine line : sorted) {
            if (line.pieces().size() >= 2) {
                line.pieces().forEach(piece -> columns.add(piece.box()));
            }
        }
        columns.mergeStrays(lines);
        return columns;
    }

    int count() {
        return spans.size();
    }

    double left(int column) {
        return spans.get(column)[0];
    }

    double right(int column) {
        return spans.get(column)[1];
    }

    private void add(Box box) {
        List<Integer> met = met(box.x0(), box.x1());
        if (met.isEmpty()) {
            spans.add(new double[] {box.x0(), box.x1()});
            spans.sort(Comparator.comparingDouble(span -> span[0]));
        } else if (met.size() == 1) {
            int at = met.get(0);
            double[] span = spans.get(at);
            double low = at == 0 ? -Double.MAX_VALUE : spans.get(at - 1)[1] + 0.5;
            double high = at + 1 == spans.size() ? Double.MAX_VALUE : spans.get(at + 1)[0] - 0.5;
            span[0] = Math.min(span[0], Math.max(low, box.x0()));
            span[1] = Math.max(span[1], Math.min(high, box.x1()));
        }
    }

    private List<Integer> met(double x0, double x1) {
        List<Integer> met = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            double[] span = spans.get(i);
            double overlap = Math.min(x1, span[1]) - Math.max(x0, span[0]);
            double least = Math.min(LEAST_OVERLAP + 0.1 * Math.min(x1 - x0, span[1] - span[0]), 0.5 * (x1 - x0));
            if (overlap > least) {
                met.add(i);
            }
        }
        return met;
    }

    /** Which columns a piece stands in: those it covers, else the nearest one. */
    Range range(Box box) {
        List<Integer> met = met(box.x0(), box.x1());
        if (!met.isEmpty()) {
            int first = met.get(0);
            int last = met.get(met.size() - 1);
            // A header that is a little wider than its column spans nothing.
            while (last > first
                    && overlap(last, box) < 0.3 * width(last)
                    && overlap(first, box) > 2 * overlap(last, box)) {
                last--;
            }
            while (last > first
                    && overlap(first, box) < 0.3 * width(first)
                    && overlap(last, box) > 2 * overlap(first, box)) {
                first++;
            }
            return new Range(first, last);
        }
        int nearest = 0;
        for (int i = 1; i < spans.size(); i++) {
            if (distance(i, box) < distance(nearest, box)) {
                nearest = i;
            }
        }
        return new Range(nearest, nearest);
    }

    private double overlap(int column, Box box) {
        return Math.min(right(column), box.x1()) - Math.max(left(column), box.x0());
    }

    private double width(int column) {
        return right(column) - left(column);
    }

    private double distance(int column, Box box) {
        return Math.max(0, Math.max(left(column) - box.x1(), box.x0() - right(column)));
    }

    /** A piece over several columns is several pieces where it has gaps at all the gutters it crosses. */
    List<Segment> split(Segment piece) {
        List<Segment> parts = new ArrayList<>();
        List<Word> open = new ArrayList<>();
        for (Word word : piece.words()) {
            if (!open.isEmpty() && gutterBetween(open.get(open.size() - 1), word)) {
                parts.add(Segment.of(open));
                open.clear();
            }
            open.add(word);
        }
        parts.add(Segment.of(open));
        if (parts.size() == 1
                || new HashSet<>(parts.stream().map(p -> range(p.box())).toList()).size() < parts.size()) {
            return List.of(piece);
        }
        return parts;
    }

    private boolean gutterBetween(Word left, Word right) {
        double from = left.box().x1();
        double to = right.box().x0();
        double size = Math.min(left.size(), right.size());
        boolean figures = Tokens.isFigure(left.text()) && Tokens.isFigure(right.text());
        if (to - from < (figures ? 0.2 : 0.34) * size) {
            return false;
        }
        for (int i = 0; i + 1 < spans.size(); i++) {
            double gutterFrom = right(i);
            double gutterTo = left(i + 1);
            if (from <= gutterTo + 0.1 * size
                    && to >= gutterFrom - 0.1 * size
                    && left.box().x0() < gutterFrom
                    && right.box().x1() > gutterTo) {
                return true;
            }
        }
        return false;
    }

    /** A header that does not stand above its figures seems a column of its own: it is joined with its neighbour. */
    private void mergeStrays(List<TableLine> lines) {
        int header = 0;
        while (header < Math.min(6, lines.size()) && lines.get(header).figures() == 0) {
            header++;
        }
        for (int i = 0; i + 1 < spans.size(); ) {
            int left = 0;
            int right = 0;
            boolean together = false;
            for (int line = 0; line < lines.size(); line++) {
                boolean inLeft = false;
                boolean inRight = false;
                for (Segment piece : lines.get(line).pieces()) {
                    Range range = range(piece.box());
                    // A header over a stray column and its neighbour does not make two of them.
                    if (line >= header || !range.spanning()) {
                        inLeft |= range.first() <= i && range.last() >= i;
                        inRight |= range.first() <= i + 1 && range.last() >= i + 1;
                    }
                }
                left += inLeft ? 1 : 0;
                right += inRight ? 1 : 0;
                together |= inLeft && inRight;
            }
            double gap = left(i + 1) - right(i);
            int most = Math.max(2, header);
            double usual = lines.get(0).size();
            if (!together && Math.min(left, right) <= most && gap < 3 * usual && lines.size() > 2) {
                spans.get(i)[1] = spans.get(i + 1)[1];
                spans.remove(i + 1);
            } else {
                i++;
            }
        }
    }
}

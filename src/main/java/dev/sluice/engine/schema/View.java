package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A document as lines of segments, whatever its format: what stands right of and below what. */
final class View {
    private static final double SAME_LINE = 0.45;

    private final List<Segment> segments;
    private final List<List<Segment>> rows;
    private final List<Double> widths;

    /**
     * @param rows the lines, top to bottom over all pages, each from left to right
     * @param widths of the pages, the first at index 1
     */
    View(List<List<Segment>> rows, List<Double> widths) {
        this.rows = rows;
        this.widths = widths;
        this.segments = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (Segment segment : rows.get(row)) {
                segment.row = row;
                segment.index = segments.size();
                segments.add(segment);
            }
        }
    }

    List<Segment> segments() {
        return segments;
    }

    List<List<Segment>> rows() {
        return rows;
    }

    double width(int page) {
        return page < widths.size() ? widths.get(page) : 600;
    }

    int lastPage() {
        return segments.isEmpty() ? 1 : segments.get(segments.size() - 1).page;
    }

    /** The segments further right on the same line, nearest first. */
    List<Segment> right(Segment from) {
        List<Segment> right = new ArrayList<>();
        for (int row = Math.max(0, from.row - 1); row <= Math.min(rows.size() - 1, from.row + 1); row++) {
            for (Segment one : rows.get(row)) {
                boolean beside = one.page == from.page
                        && one.x0 > from.x0
                        && one.x0 >= from.x1 - 2
                        && (row == from.row
                                || Math.abs(one.centerY() - from.centerY())
                                        < SAME_LINE * Math.max(one.height(), from.height()));
                if (beside) {
                    right.add(one);
                }
            }
        }
        right.sort(Comparator.comparingDouble(one -> one.x0));
        return right;
    }

    /** The segments below that share the column, nearest first, at most so many, within so many line heights. */
    List<Segment> below(Segment from, int most, double lines) {
        List<Segment> below = new ArrayList<>();
        double limit = from.y1 + lines * Math.max(4, from.height());
        for (int row = from.row + 1; row < rows.size() && below.size() < most; row++) {
            List<Segment> line = rows.get(row);
            if (line.get(0).page != from.page || line.get(0).y0 > limit) {
                break;
            }
            Segment best = null;
            double bestFit = 0.05;
            for (Segment one : line) {
                double fit = column(from, one);
                if (fit > bestFit && one.centerY() > from.y1 - 1) {
                    best = one;
                    bestFit = fit;
                }
            }
            if (best != null) {
                below.add(best);
            }
        }
        return below;
    }

    /** How well the lower one stands in the upper one's column, 0 to about 1.5. */
    static double column(Segment upper, Segment lower) {
        double height = Math.max(4, upper.height());
        double fit = upper.overlap(lower);
        if (Math.abs(upper.x0 - lower.x0) < 0.6 * height || Math.abs(upper.x1 - lower.x1) < 0.6 * height) {
            fit += 0.5;
        }
        return fit;
    }

    /** The segment above in the same column, the nearest within so many line heights; or none. */
    List<Segment> above(Segment from, int most, double lines) {
        List<Segment> above = new ArrayList<>();
        double limit = from.y0 - lines * Math.max(4, from.height());
        for (int row = from.row - 1; row >= 0 && above.size() < most; row--) {
            List<Segment> line = rows.get(row);
            if (line.get(0).page != from.page || line.get(0).y1 < limit) {
                break;
            }
            Segment best = null;
            double bestFit = 0.05;
            for (Segment one : line) {
                double fit = column(from, one);
                if (fit > bestFit && one.centerY() < from.y0 + 1) {
                    best = one;
                    bestFit = fit;
                }
            }
            if (best != null) {
                above.add(best);
            }
        }
        return above;
    }
}

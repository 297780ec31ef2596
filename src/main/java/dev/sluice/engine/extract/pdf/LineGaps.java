package dev.sluice.engine.extract.pdf;

import java.util.List;

/** How far apart the lines of one paragraph stand on a page: text may be set tight or double-spaced. */
final class LineGaps {
    private static final double USUAL = 0.2;
    private static final double LEAST = 0.45;
    private static final double MORE_THAN_USUAL = 0.38;
    private static final double WIDEST_USUAL = 1.4;
    private static final double NORMAL = 0.75;
    private static final int FEWEST = 4;

    private final double usual;

    private LineGaps(double usual) {
        this.usual = usual;
    }

    /** Of the regions of a page, each a list of rows from top to bottom. */
    static LineGaps of(List<List<List<Segment>>> regions) {
        double[] gaps = regions.stream()
                .flatMapToDouble(rows -> java.util.stream.IntStream.range(1, rows.size())
                        .mapToDouble(i -> gap(rows.get(i - 1), rows.get(i))))
                .filter(gap -> gap > -0.5 && gap < WIDEST_USUAL)
                .sorted()
                .toArray();
        return new LineGaps(gaps.length < FEWEST ? USUAL : Math.max(0, gaps[gaps.length / 3]));
    }

    /** In font sizes; not a number where the rows are of different kinds. */
    private static double gap(List<Segment> above, List<Segment> below) {
        Segment a = above.get(0);
        Segment b = below.get(0);
        float size = Math.max(a.size(), b.size());
        boolean alike = a.table() == null && b.table() == null && Math.abs(a.size() - b.size()) < 0.1 * size;
        return alike ? (b.box().y0() - a.box().y1()) / size : Double.NaN;
    }

    /**
     * The widest gap within a paragraph.
     *
     * @param full whether the upper line reaches the end of its column; if not, only text set tight goes on below
     */
    double most(double size, boolean full) {
        double most = Math.max(LEAST, usual + MORE_THAN_USUAL);
        return size * (full ? most : Math.min(NORMAL, most));
    }
}

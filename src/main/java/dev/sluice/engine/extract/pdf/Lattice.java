package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import java.util.ArrayList;
import java.util.List;

/** Finds the grids that ruling lines draw: sets of lines that touch each other. */
final class Lattice {
    private static final double TOUCH = 2.5;
    private static final double SAME_LINE = 3.5;
    private static final int MOST_RULES = 4_000;
    private static final int MOST_LINES = 500;

    private Lattice() {}

    /** Lines of one grid; {@code xs} and {@code ys} are where its columns and rows begin and end. */
    record Grid(List<Rule> rules, double[] xs, double[] ys) {
        Box box() {
            return new Box(xs[0], ys[0], xs[xs.length - 1], ys[ys.length - 1]);
        }

        /** Whether a line is drawn between two points of the same x, along most of the way. */
        boolean verticalBetween(double x, double y0, double y1) {
            return covered(false, x, y0, y1);
        }

        /** Whether a line is drawn between two points of the same y, along most of the way. */
        boolean horizontalBetween(double y, double x0, double x1) {
            return covered(true, y, x0, x1);
        }

        /** The same with more lines, and rows that begin where {@code heights} says. */
        Grid with(List<Rule> more, double[] heights) {
            List<Rule> all = new ArrayList<>(rules);
            all.addAll(more);
            return new Grid(all, xs, heights);
        }

        /** The cells, those first that begin further up, then further left. */
        List<Span> spans() {
            return new GridCells(this).spans();
        }

        private boolean covered(boolean horizontal, double at, double from, double to) {
            double length = 0;
            for (Rule rule : rules) {
                double where = horizontal ? rule.y0() : rule.x0();
                if (rule.horizontal() == horizontal && Math.abs(where - at) <= TOUCH) {
                    double begin = Math.max(from, horizontal ? rule.x0() : rule.y0());
                    double end = Math.min(to, horizontal ? rule.x1() : rule.y1());
                    length += Math.max(0, end - begin);
                }
            }
            return length >= 0.6 * (to - from);
        }
    }

    /** A cell: the first and last of the columns and rows it covers. */
    record Span(int left, int top, int right, int bottom) {}

    /** The grids of at least two columns and two rows. */
    static List<Grid> find(List<Rule> rules) {
        List<Grid> grids = new ArrayList<>();
        if (rules.size() > MOST_RULES) {
            return grids;
        }
        for (List<Rule> group : touching(rules)) {
            double[] xs = positions(group, false);
            double[] ys = positions(group, true);
            if (xs.length >= 3 && ys.length >= 3 && xs.length < MOST_LINES && ys.length < MOST_LINES) {
                grids.add(new Grid(group, xs, ys));
            }
        }
        return grids;
    }

    private static List<List<Rule>> touching(List<Rule> rules) {
        int[] parent = new int[rules.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        for (int i = 0; i < parent.length; i++) {
            for (int j = i + 1; j < parent.length; j++) {
                if (touch(rules.get(i), rules.get(j))) {
                    parent[root(parent, i)] = root(parent, j);
                }
            }
        }
        List<List<Rule>> groups = new ArrayList<>();
        int[] group = new int[parent.length];
        for (int i = 0; i < parent.length; i++) {
            int root = root(parent, i);
            if (group[root] == 0) {
                groups.add(new ArrayList<>());
                group[root] = groups.size();
            }
            groups.get(group[root] - 1).add(rules.get(i));
        }
        return groups;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static boolean touch(Rule a, Rule b) {
        return a.x0() - TOUCH <= b.x1()
                && b.x0() - TOUCH <= a.x1()
                && a.y0() - TOUCH <= b.y1()
                && b.y0() - TOUCH <= a.y1();
    }

    /** Where lines of one kind lie, near ones taken together; the ends of the lines across close an open side. */
    private static double[] positions(List<Rule> rules, boolean horizontal) {
        List<Double> all = new ArrayList<>();
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (Rule rule : rules) {
            if (rule.horizontal() == horizontal) {
                all.add(horizontal ? rule.y0() : rule.x0());
            } else {
                low = Math.min(low, horizontal ? rule.y0() : rule.x0());
                high = Math.max(high, horizontal ? rule.y1() : rule.x1());
            }
        }
        if (all.isEmpty() || low > high) {
            return new double[0];
        }
        all.add(low);
        all.add(high);
        all.sort(null);
        List<Double> merged = new ArrayList<>();
        for (double position : all) {
            if (merged.isEmpty() || position - merged.get(merged.size() - 1) > SAME_LINE) {
                merged.add(position);
            }
        }
        return merged.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

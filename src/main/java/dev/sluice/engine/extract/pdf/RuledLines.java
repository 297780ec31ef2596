package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ruling lines of a page, pieces of one line put together: programs draw one line for each cell, or dashes. */
final class RuledLines {
    private static final int MOST = 4_000;
    private static final double SAME = 1.2;
    private static final double GAP = 3.5;

    private final List<Rule> horizontal;
    private final List<Rule> vertical;

    private RuledLines(List<Rule> horizontal, List<Rule> vertical) {
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /** Of a page with more lines than any table has, which is a drawing, none. */
    static RuledLines of(List<Rule> rules) {
        List<Rule> flat = new ArrayList<>();
        List<Rule> steep = new ArrayList<>();
        if (rules.size() <= MOST) {
            rules.forEach(rule -> (rule.horizontal() ? flat : steep).add(rule));
        }
        return new RuledLines(join(flat, true), join(steep, false));
    }

    /** From top to bottom. */
    List<Rule> horizontal() {
        return horizontal;
    }

    List<Rule> vertical() {
        return vertical;
    }

    private static List<Rule> join(List<Rule> rules, boolean flat) {
        rules.sort(Comparator.comparingDouble(rule -> flat ? rule.y0() : rule.x0()));
        List<Rule> joined = new ArrayList<>();
        List<Rule> level = new ArrayList<>();
        for (Rule rule : rules) {
            double at = flat ? rule.y0() : rule.x0();
            if (!level.isEmpty()) {
                Rule first = level.get(0);
                if (at - (flat ? first.y0() : first.x0()) > SAME) {
                    joinLevel(level, flat, joined);
                    level.clear();
                }
            }
            level.add(rule);
        }
        joinLevel(level, flat, joined);
        return List.copyOf(joined);
    }

    private static void joinLevel(List<Rule> level, boolean flat, List<Rule> joined) {
        level.sort(Comparator.comparingDouble(rule -> flat ? rule.x0() : rule.y0()));
        Rule open = null;
        for (Rule rule : level) {
            if (open != null && (flat ? rule.x0() - open.x1() : rule.y0() - open.y1()) <= GAP) {
                open = flat
                        ? new Rule(open.x0(), open.y0(), Math.max(open.x1(), rule.x1()), open.y0(), open.thickness())
                        : new Rule(open.x0(), open.y0(), open.x0(), Math.max(open.y1(), rule.y1()), open.thickness());
            } else {
                if (open != null) {
                    joined.add(open);
                }
                open = flat
                        ? new Rule(rule.x0(), rule.y0(), rule.x1(), rule.y0(), rule.thickness())
                        : new Rule(rule.x0(), rule.y0(), rule.x0(), rule.y1(), rule.thickness());
            }
        }
        if (open != null) {
            joined.add(open);
        }
    }

    /** Whether horizontal lines between the two heights cover at least that part of the way between two points. */
    boolean separates(double y0, double y1, double x0, double x1, double part) {
        List<Rule> found = new ArrayList<>();
        for (Rule rule : horizontal) {
            if (rule.y0() > y1) {
                break;
            }
            if (rule.y0() >= y0 && rule.x1() > x0 && rule.x0() < x1) {
                found.add(rule);
            }
        }
        found.sort(Comparator.comparingDouble(Rule::x0));
        double covered = 0;
        double last = x0;
        for (Rule rule : found) {
            double to = Math.min(x1, rule.x1());
            if (to > last) {
                covered += to - Math.max(last, rule.x0());
                last = to;
            }
        }
        return covered > 0 && covered >= part * (x1 - x0);
    }

    /** Whether a vertical line stands between the two points at that height. */
    boolean divides(double x0, double x1, double y) {
        for (Rule rule : vertical) {
            if (rule.x0() > x1) {
                return false;
            }
            if (rule.x0() >= x0 && rule.y0() <= y && rule.y1() >= y) {
                return true;
            }
        }
        return false;
    }
}

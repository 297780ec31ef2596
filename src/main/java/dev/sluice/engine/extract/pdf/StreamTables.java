package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tables whose cells are not drawn: lines of text whose pieces stand in the same columns. */
final class StreamTables {
    private static final int MOST_LABELS = 3;
    private static final int MOST_HEADER_LINES = 6;
    private static final double WIDE = 0.6;
    private static final double FULL = 0.97;

    private final RuledLines rules;
    private final List<Segment> found = new ArrayList<>();

    private StreamTables(RuledLines rules) {
        this.rules = rules;
    }

    /** Finds the tables and takes their words out of {@code words}. */
    static List<Segment> take(List<Word> words, RuledLines rules, double pageWidth) {
        List<TableLine> lines = new TableLines(rules).of(words);
        StreamTables tables = new StreamTables(rules);
        if (lines.stream().filter(line -> !line.single()).count() >= 2) {
            List<Box> prose = Prose.find(lines, pageWidth);
            for (List<TableLine> region : StreamRegions.of(lines, prose, rules, pageWidth)) {
                tables.region(region, words);
            }
        }
        return tables.found;
    }

    private void region(List<TableLine> region, List<Word> words) {
        int from = 0;
        while (from < region.size()) {
            if (region.get(from).single() || Tokens.isCaption(region.get(from).text())) {
                from++;
                continue;
            }
            int to = end(region, from);
            List<TableLine> lines = region.subList(header(region, from, to), bottom(region, from, to));
            table(lines, words);
            from = to;
        }
    }

    /** Behind the last line with several pieces that is not too far from the one before. */
    private int end(List<TableLine> region, int from) {
        int end = from + 1;
        int labels = 0;
        for (int i = from + 1; i < region.size() && labels <= MOST_LABELS; i++) {
            TableLine line = region.get(i);
            if (Tokens.isCaption(line.text()) || endsTable(region, from, i)) {
                break;
            }
            labels = line.single() ? labels + 1 : 0;
            end = line.single() ? end : i + 1;
        }
        return end;
    }

    private static boolean endsTable(List<TableLine> region, int from, int at) {
        TableLine line = region.get(at);
        return at > from + 1
                && line.pieces().size() <= 2
                && Tokens.isNote(line.text())
                && line.first().box().x0() < region.get(from).x0() + 3 * line.size();
    }

    /** Where the table begins: with what stands below its first line, or with headers that stand above its columns. */
    private int header(List<TableLine> region, int from, int to) {
        double x0 = Double.MAX_VALUE;
        double x1 = -Double.MAX_VALUE;
        for (TableLine line : region.subList(from, to)) {
            x0 = Math.min(x0, line.x0());
            x1 = Math.max(x1, line.x1());
        }
        int first = from;
        for (int i = from - 1; i >= 0 && from - i <= MOST_HEADER_LINES; i--) {
            TableLine line = region.get(i);
            double under =
                    region.get(i + 1).baseline() - 0.5 * region.get(i + 1).size();
            boolean edge = rules.separates(line.baseline() - 1, under, x0, x1, FULL);
            if (edge || Tokens.isCaption(line.text()) || line.x0() < x0 - 3 || line.x1() > x1 + 3) {
                break;
            }
            if (ruledAbove(region, i, x0, x1, FULL)) {
                first = i;
                break;
            }
            if (ruledAbove(region, i, x0, x1, WIDE)) {
                // Perhaps the line below a header over all columns but the first.
                first = i;
                continue;
            }
            TableLine next = region.get(i + 1);
            boolean over = line.x0() > x0 + 0.15 * (x1 - x0) && line.first().characters() < 60;
            if (first == i + 1
                    && over
                    && next.baseline() - line.baseline() < 1.7 * line.size()
                    && line.size() < 1.1 * next.size()) {
                first = i;
            }
        }
        return first;
    }

    private boolean ruledAbove(List<TableLine> region, int line, double x0, double x1, double part) {
        double bottom = region.get(line).baseline() - 0.5 * region.get(line).size();
        double top = line > 0
                ? Math.max(
                        region.get(line - 1).baseline() - 1,
                        bottom - 2.5 * region.get(line).size())
                : bottom - 2.5 * region.get(line).size();
        return rules.separates(top, bottom, x0, x1, part);
    }

    /** Lines between the last row and the line that closes the table belong to it. */
    private int bottom(List<TableLine> region, int from, int to) {
        double x0 = region.subList(from, to).stream()
                .mapToDouble(TableLine::x0)
                .min()
                .orElse(0);
        double x1 = region.subList(from, to).stream()
                .mapToDouble(TableLine::x1)
                .max()
                .orElse(0);
        for (int i = to; i < region.size() && i < to + 3; i++) {
            TableLine line = region.get(i);
            if (Tokens.isNote(line.text()) || Tokens.isCaption(line.text()) || ruledAbove(region, i, x0, x1, WIDE)) {
                return to;
            }
            double next = i + 1 < region.size() ? region.get(i + 1).top() : line.bottom() + 1.5 * line.size();
            if (rules.separates(line.baseline() - 1, next, x0, x1, WIDE)) {
                return i + 1;
            }
        }
        return to;
    }

    private void table(List<TableLine> lines, List<Word> words) {
        if (lines.size() < 2) {
            return;
        }
        StreamGrid grid = new StreamGrid(lines, rules);
        if (grid.columns().count() < 2) {
            return;
        }
        StreamJudge judge = new StreamJudge(grid, wideRules(grid.box()));
        if (!judge.accepts()) {
            return;
        }
        Box box = grid.box();
        List<Word> taken = new ArrayList<>();
        for (Word word : words) {
            if (word.box().centerY() > box.y0()
                    && word.box().centerY() < box.y1()
                    && word.box().centerX() > box.x0() - 1
                    && word.box().centerX() < box.x1() + 1) {
                taken.add(word);
            }
        }
        words.removeAll(Set.copyOf(taken));
        found.add(new Segment(taken, box, judge.table()));
    }

    /** How many horizontal lines cover the table's width, at its edges or within. */
    private int wideRules(Box box) {
        int count = 0;
        double margin = 14;
        double last = -Double.MAX_VALUE;
        for (Rule rule : rules.horizontal()) {
            boolean near = rule.y0() > box.y0() - margin && rule.y0() < box.y1() + margin && rule.y0() > last + 4;
            double covered = Math.min(rule.x1(), box.x1()) - Math.max(rule.x0(), box.x0());
            if (near && covered > 0.7 * box.width()) {
                count++;
                last = rule.y0();
            }
        }
        return count;
    }
}

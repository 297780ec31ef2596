package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import java.util.ArrayList;
import java.util.List;

/** Groups the lines of a page that follow each other closely, apart from running text beside and between them. */
final class StreamRegions {
    private static final double LARGEST_GAP = 1.9;
    private static final double RULED_GAP = 3.2;
    private static final double WIDE_LINE = 0.55;
    private static final int LONG_LINE = 55;

    private final List<Box> prose;
    private final RuledLines rules;
    private final double pageWidth;
    private final List<List<TableLine>> regions = new ArrayList<>();
    private final List<List<TableLine>> open = new ArrayList<>();

    private StreamRegions(List<Box> prose, RuledLines rules, double pageWidth) {
        this.rules = rules;
        this.prose = prose;
        this.pageWidth = pageWidth;
    }

    static List<List<TableLine>> of(List<TableLine> lines, List<Box> prose, RuledLines rules, double pageWidth) {
        StreamRegions found = new StreamRegions(prose, rules, pageWidth);
        for (TableLine line : lines) {
            for (TableLine part : found.parts(line)) {
                found.add(part);
            }
        }
        return found.regions;
    }

    /** What of a line is no running text; more than one part if running text stands between. */
    private List<TableLine> parts(TableLine line) {
        List<TableLine> parts = new ArrayList<>();
        List<Segment> open = new ArrayList<>();
        for (Segment piece : line.pieces()) {
            if (isProse(piece)) {
                close(open, parts);
                continue;
            }
            if (!open.isEmpty() && proseBetween(open.get(open.size() - 1), piece, line)) {
                close(open, parts);
            }
            open.add(piece);
        }
        close(open, parts);
        return parts;
    }

    private static void close(List<Segment> open, List<TableLine> parts) {
        if (open.isEmpty()) {
            return;
        }
        if (open.size() == 2
                && Tokens.isMarker(open.get(0).text())
                && !Tokens.isFigure(open.get(1).text())) {
            parts.add(TableLine.of(List.of(TableLines.join(open.get(0), open.get(1)))));
        } else {
            parts.add(TableLine.of(open));
        }
        open.clear();
    }

    private boolean isProse(Segment piece) {
        for (Box box : prose) {
            if (box.contains(piece.box().centerX(), piece.box().centerY())) {
                return true;
            }
        }
        return false;
    }

    private boolean proseBetween(Segment left, Segment right, TableLine line) {
        for (Box box : prose) {
            boolean beside = box.y0() < line.baseline() && box.y1() > line.top();
            if (beside
                    && box.x0() > left.box().x1() - 1
                    && box.x1() < right.box().x0() + 1) {
                return true;
            }
        }
        return false;
    }

    private void add(TableLine line) {
        boolean barrier = line.single()
                && line.x1() - line.x0() > WIDE_LINE * pageWidth
                && line.first().characters() > LONG_LINE;
        List<TableLine> target = null;
        for (List<TableLine> region : open) {
            TableLine last = region.get(region.size() - 1);
            double gap = line.top() - last.bottom();
            double most = Math.max(line.size(), last.size())
                    * (gap < RULED_GAP * line.size() && ruledBetween(last, line) ? RULED_GAP : LARGEST_GAP);
            boolean near = gap <= most && line.baseline() > last.baseline();
            if (near && (overlaps(region, line) || target == null && !proseBetween(region, line))) {
                target = region;
            }
        }
        if (barrier) {
            open.removeIf(region -> overlaps(region, line));
            return;
        }
        if (target == null) {
            target = new ArrayList<>();
            regions.add(target);
            open.add(target);
        }
        target.add(line);
    }

    private boolean ruledBetween(TableLine above, TableLine below) {
        double x0 = Math.min(above.x0(), below.x0());
        double x1 = Math.max(above.x1(), below.x1());
        return rules.separates(above.baseline() - 1, below.top() + 1, x0, x1, 0.6);
    }

    /** Whether running text stands between the region and a line that is left or right of it. */
    private boolean proseBetween(List<TableLine> region, TableLine line) {
        TableLine last = region.get(region.size() - 1);
        double from = Math.min(last.x1(), line.x1());
        double to = Math.max(last.x0(), line.x0());
        for (Box box : prose) {
            boolean beside = box.y0() < line.bottom() && box.y1() > last.top();
            if (beside && box.x1() > from && box.x0() < to) {
                return true;
            }
        }
        return false;
    }

    private static boolean overlaps(List<TableLine> region, TableLine line) {
        double x0 = Double.MAX_VALUE;
        double x1 = -Double.MAX_VALUE;
        for (TableLine other : region) {
            x0 = Math.min(x0, other.x0());
            x1 = Math.max(x1, other.x1());
        }
        return line.x0() < x1 && x0 < line.x1();
    }
}

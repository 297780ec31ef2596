package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a page into regions that are read one after another. A region is cut into columns only where both sides read
 * like running text, so that the columns of a table stay together; what stands above and below columns is cut off.
 */
final class ReadingOrder {
    private static final int FEWEST_ROWS = 3;
    private static final double FEWEST_CHARACTERS_PER_SEGMENT = 18;
    private static final double FULL = 0.7;
    private static final double MOSTLY_FULL = 0.4;
    private static final double NARROWEST_GUTTER = 0.7;
    private static final int DEEPEST = 12;
    private static final int MOST_BANDS_TRIED = 4_000;

    private final List<List<Segment>> regions = new ArrayList<>();

    /** The regions in reading order. */
    static List<List<Segment>> of(List<Segment> segments) {
        ReadingOrder order = new ReadingOrder();
        order.cut(segments, 0);
        return order.regions;
    }

    private void cut(List<Segment> segments, int depth) {
        if (segments.isEmpty()) {
            return;
        }
        Band band = depth < DEEPEST ? columns(segments) : null;
        if (band == null) {
            regions.add(segments);
            return;
        }
        cut(band.above, depth + 1);
        cut(band.left, depth + 1);
        cut(band.right, depth + 1);
        cut(band.below, depth + 1);
    }

    private record Band(List<Segment> above, List<Segment> left, List<Segment> right, List<Segment> below) {}

    /** The highest band of rows that has columns, or null. */
    private static @Nullable Band columns(List<Segment> segments) {
        List<List<Segment>> rows = blocks(segments);
        int tried = 0;
        for (int height = rows.size(); height >= 1; height--) {
            for (int from = 0; from + height <= rows.size(); from++) {
                if (++tried > MOST_BANDS_TRIED) {
                    return null;
                }
                List<Segment> inside = join(rows, from, from + height);
                Double gutter = inside.size() < 2 * FEWEST_ROWS ? null : gutter(inside);
                if (gutter != null) {
                    double x = gutter;
                    return new Band(
                            join(rows, 0, from),
                            inside.stream().filter(s -> s.box().centerX() < x).toList(),
                            inside.stream().filter(s -> s.box().centerX() >= x).toList(),
                            join(rows, from + height, rows.size()));
                }
            }
        }
        return null;
    }

    private static List<Segment> join(List<List<Segment>> rows, int from, int to) {
        List<Segment> joined = new ArrayList<>();
        rows.subList(from, to).forEach(joined::addAll);
        return joined;
    }

    /** Segments between which no horizontal line can be drawn are one; from top to bottom. */
    private static List<List<Segment>> blocks(List<Segment> segments) {
        List<Segment> sorted = new ArrayList<>(segments);
        sorted.sort(Comparator.comparingDouble(s -> s.box().y0()));
        List<List<Segment>> blocks = new ArrayList<>();
        double bottom = -Double.MAX_VALUE;
        for (Segment segment : sorted) {
            // Boxes of lines that are set tight overlap a little.
            double slack = 0.3 * segment.box().height();
            if (segment.box().y0() > bottom - slack) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(segment);
            bottom = Math.max(bottom, segment.box().y1());
        }
        return blocks;
    }

    /** The middle of the widest gap that all lines leave free and that has running text on both sides, or null. */
    private static @Nullable Double gutter(List<Segment> segments) {
        List<Segment> sorted = new ArrayList<>(segments);
        sorted.sort(Comparator.comparingDouble(s -> s.box().x0()));
        double narrowest = NARROWEST_GUTTER * usualSize(segments);
        double right = -Double.MAX_VALUE;
        double widest = narrowest;
        Double best = null;
        for (int i = 0; i < sorted.size(); i++) {
            Box box = sorted.get(i).box();
            double gap = box.x0() - right;
            if (i > 0 && gap > widest && isText(sorted.subList(0, i)) && isText(sorted.subList(i, sorted.size()))) {
                widest = gap;
                best = box.x0() - gap / 2;
            }
            right = Math.max(right, box.x1());
        }
        return best;
    }

    private static double usualSize(List<Segment> segments) {
        double[] sizes = segments.stream().mapToDouble(Segment::size).sorted().toArray();
        return sizes[sizes.length / 2];
    }

    /** Whether it reads like a column of text: several lines, not short, most of them filling the column. */
    private static boolean isText(List<Segment> segments) {
        List<List<Segment>> rows = Segments.rows(segments);
        if (rows.size() < FEWEST_ROWS) {
            return false;
        }
        Box all = segments.stream().map(Segment::box).reduce(Box::union).orElseThrow();
        int characters = 0;
        int full = 0;
        for (List<Segment> row : rows) {
            Box box = row.stream().map(Segment::box).reduce(Box::union).orElseThrow();
            characters += row.stream().mapToInt(Segment::characters).sum();
            full += box.width() >= FULL * all.width() ? 1 : 0;
        }
        return characters >= FEWEST_CHARACTERS_PER_SEGMENT * segments.size() && full >= MOSTLY_FULL * rows.size();
    }
}

package dev.sluice.engine.extract.ocr;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the straight lines drawn in an image, such as those of tables, and can paint them over: tesseract reads words
 * badly that touch lines, and leaves out what stands alone between them.
 */
final class ImageRules {
    private static final int DARK = 150;
    /** Shortest line, as a part of the image's longer side. */
    private static final double SHORTEST = 0.025;

    private static final int FEWEST_PIXELS = 40;
    private static final int THICKEST = 14;
    private static final int MOST = 2_000;
    private static final int GRID_LINES = 3;
    private static final double TOUCH = 6;
    /** Darker is black, lighter is white in the copy without lines. */
    private static final int BLACK = 50;

    private static final int WHITE = 165;

    private final byte[] pixels;
    private final int width;
    private final int height;
    private final int shortest;
    private final List<Rule> rules = new ArrayList<>();

    private ImageRules(BufferedImage gray) {
        this.pixels = ((DataBufferByte) gray.getRaster().getDataBuffer()).getData();
        this.width = gray.getWidth();
        this.height = gray.getHeight();
        this.shortest = (int) Math.max(FEWEST_PIXELS, SHORTEST * Math.max(width, height));
    }

    /** The lines of an image of type {@link BufferedImage#TYPE_BYTE_GRAY}, in pixels. */
    static List<Rule> find(BufferedImage gray) {
        ImageRules found = new ImageRules(gray);
        found.scan(true);
        found.scan(false);
        return found.rules.size() > MOST ? List.of() : found.rules;
    }

    /** The boxes of lines that touch each other and make a grid. */
    static List<Box> grids(List<Rule> rules) {
        List<Box> grids = new ArrayList<>();
        List<Rule> left = new ArrayList<>(rules);
        while (!left.isEmpty()) {
            List<Rule> group = new ArrayList<>(List.of(left.remove(left.size() - 1)));
            for (int i = 0; i < group.size(); i++) {
                Rule rule = group.get(i);
                left.removeIf(other -> touch(rule, other) && group.add(other));
            }
            long across = group.stream().filter(Rule::horizontal).count();
            if (across >= GRID_LINES && group.size() - across >= GRID_LINES) {
                grids.add(group.stream()
                        .map(rule -> new Box(rule.x0(), rule.y0(), rule.x1(), rule.y1()))
                        .reduce(Box::union)
                        .orElseThrow());
            }
        }
        return grids;
    }

    private static boolean touch(Rule a, Rule b) {
        return a.x0() - TOUCH <= b.x1()
                && b.x0() - TOUCH <= a.x1()
                && a.y0() - TOUCH <= b.y1()
                && b.y0() - TOUCH <= a.y1();
    }

    /** A copy with white in place of the lines, and of grounds that are not dark. */
    static BufferedImage without(BufferedImage gray, List<Rule> rules) {
        BufferedImage copy = new BufferedImage(gray.getWidth(), gray.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] from = ((DataBufferByte) gray.getRaster().getDataBuffer()).getData();
        byte[] to = ((DataBufferByte) copy.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < to.length; i++) {
            int light = ((from[i] & 0xff) - BLACK) * 255 / (WHITE - BLACK);
            to[i] = (byte) Math.max(0, Math.min(255, light));
        }
        for (Rule rule : rules) {
            int margin = (int) Math.ceil(rule.thickness() / 2) + 1;
            int x0 = (int) Math.max(0, rule.x0() - (rule.horizontal() ? 0 : margin));
            int x1 = (int) Math.min(gray.getWidth() - 1.0, rule.x1() + (rule.horizontal() ? 0 : margin));
            int y0 = (int) Math.max(0, rule.y0() - (rule.horizontal() ? margin : 0));
            int y1 = (int) Math.min(gray.getHeight() - 1.0, rule.y1() + (rule.horizontal() ? margin : 0));
            for (int y = y0; y <= y1; y++) {
                Arrays.fill(to, y * gray.getWidth() + x0, y * gray.getWidth() + x1 + 1, (byte) 255);
            }
        }
        return copy;
    }

    private boolean dark(boolean horizontal, int line, int at) {
        int index = horizontal ? line * width + at : at * width + line;
        return (pixels[index] & 0xff) < DARK;
    }

    /** A line that is still growing in thickness. */
    private static final class Open {
        private final int first;
        private int last;
        private int from;
        private int to;

        Open(int line, int from, int to) {
            this.first = line;
            this.last = line;
            this.from = from;
            this.to = to;
        }
    }

    private void scan(boolean horizontal) {
        int lines = horizontal ? height : width;
        int length = horizontal ? width : height;
        List<Open> open = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            int from = -1;
            for (int at = 0; at <= length; at++) {
                boolean isDark = at < length && dark(horizontal, line, at);
                if (isDark && from < 0) {
                    from = at;
                } else if (!isDark && from >= 0) {
                    if (at - from >= shortest) {
                        run(open, line, from, at - 1);
                    }
                    from = -1;
                }
            }
            int now = line;
            open.removeIf(rule -> {
                boolean ends = rule.last < now;
                if (ends) {
                    close(horizontal, rule);
                }
                return ends;
            });
        }
        open.forEach(rule -> close(horizontal, rule));
    }

    private static void run(List<Open> open, int line, int from, int to) {
        for (Open rule : open) {
            if (rule.last >= line - 1 && from <= rule.to && to >= rule.from) {
                rule.last = line;
                rule.from = Math.min(rule.from, from);
                rule.to = Math.max(rule.to, to);
                return;
            }
        }
        open.add(new Open(line, from, to));
    }

    private void close(boolean horizontal, Open rule) {
        int thickness = rule.last - rule.first + 1;
        // Thicker is a bar, a picture or a dark ground.
        if (thickness > THICKEST || rules.size() > MOST) {
            return;
        }
        double middle = (rule.first + rule.last) / 2.0;
        rules.add(
                horizontal
                        ? new Rule(rule.from, middle, rule.to, middle, thickness)
                        : new Rule(middle, rule.from, middle, rule.to, thickness));
    }
}

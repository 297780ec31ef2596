package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Rule;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/** Follows the drawing of paths, in user space as displayed, and keeps straight horizontal and vertical lines. */
final class RuleCollector {
    private static final int MOST = 20_000;
    private static final double THIN = 3;
    private static final double SLANT = 0.7;
    private static final double SHORTEST = 4;

    private final List<Rule> rules = new ArrayList<>();
    private final List<double[]> lines = new ArrayList<>();
    private final List<double[]> boxes = new ArrayList<>();
    private double startX;
    private double startY;
    private double x;
    private double y;

    void move(Point2D to) {
        startX = x = to.getX();
        startY = y = to.getY();
    }

    void line(Point2D to) {
        if (lines.size() < MOST) {
            lines.add(new double[] {x, y, to.getX(), to.getY()});
        }
        x = to.getX();
        y = to.getY();
    }

    /** A curve is no ruling line, but the path goes on where it ends. */
    void curve(Point2D to) {
        x = to.getX();
        y = to.getY();
    }

    void close() {
        if (lines.size() < MOST) {
            lines.add(new double[] {x, y, startX, startY});
        }
        x = startX;
        y = startY;
    }

    void rectangle(Point2D from, Point2D to) {
        if (boxes.size() < MOST) {
            boxes.add(new double[] {
                Math.min(from.getX(), to.getX()), Math.min(from.getY(), to.getY()),
                Math.max(from.getX(), to.getX()), Math.max(from.getY(), to.getY())
            });
        }
    }

    /** Ends the path. Stroked, its lines show; only filled, its thin boxes do. */
    void paint(boolean stroked, boolean filled, double thickness) {
        if (stroked) {
            lines.forEach(line -> add(line[0], line[1], line[2], line[3], thickness));
        } else if (filled && (lines.size() == 4 || lines.size() == 3)) {
            boxes.add(bounds(lines));
        }
        for (double[] box : boxes) {
            box(box, stroked, filled, thickness);
        }
        lines.clear();
        boxes.clear();
    }

    private void box(double[] box, boolean stroked, boolean filled, double thickness) {
        double width = box[2] - box[0];
        double height = box[3] - box[1];
        if (width <= THIN || height <= THIN) {
            if (stroked || filled) {
                double middleX = width <= height ? (box[0] + box[2]) / 2 : 0;
                double middleY = width > height ? (box[1] + box[3]) / 2 : 0;
                if (width > height) {
                    add(box[0], middleY, box[2], middleY, Math.max(height, thickness));
                } else {
                    add(middleX, box[1], middleX, box[3], Math.max(width, thickness));
                }
            }
        } else if (stroked) {
            add(box[0], box[1], box[2], box[1], thickness);
            add(box[0], box[3], box[2], box[3], thickness);
            add(box[0], box[1], box[0], box[3], thickness);
            add(box[2], box[1], box[2], box[3], thickness);
        }
    }

    private static double[] bounds(List<double[]> lines) {
        double[] bounds = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] line : lines) {
            bounds[0] = Math.min(bounds[0], Math.min(line[0], line[2]));
            bounds[1] = Math.min(bounds[1], Math.min(line[1], line[3]));
            bounds[2] = Math.max(bounds[2], Math.max(line[0], line[2]));
            bounds[3] = Math.max(bounds[3], Math.max(line[1], line[3]));
        }
        return bounds;
    }

    private void add(double x0, double y0, double x1, double y1, double thickness) {
        double width = Math.abs(x1 - x0);
        double height = Math.abs(y1 - y0);
        boolean straight = width <= SLANT && height >= SHORTEST || height <= SLANT && width >= SHORTEST;
        if (straight && rules.size() < MOST) {
            rules.add(new Rule(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1), thickness));
        }
    }

    /** The lines so far; starts anew. */
    List<Rule> take() {
        List<Rule> taken = List.copyOf(rules);
        rules.clear();
        lines.clear();
        boxes.clear();
        return taken;
    }
}

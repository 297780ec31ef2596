package dev.sluice.engine.extract;

/**
 * A rectangle on a page, in the page's own unit (points, or pixels of an image), as the page is displayed: rotation
 * applied, origin top left, y downwards.
 */
public record Box(double x0, double y0, double x1, double y1) {
    public double width() {
        return x1 - x0;
    }

    public double height() {
        return y1 - y0;
    }

    public double centerX() {
        return (x0 + x1) / 2;
    }

    public double centerY() {
        return (y0 + y1) / 2;
    }

    /** The smallest box that holds both. */
    public Box union(Box other) {
        return new Box(Math.min(x0, other.x0), Math.min(y0, other.y0), Math.max(x1, other.x1), Math.max(y1, other.y1));
    }

    /** Whether the point lies in this box or on its edge. */
    public boolean contains(double x, double y) {
        return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    }
}

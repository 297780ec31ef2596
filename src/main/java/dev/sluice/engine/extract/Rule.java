package dev.sluice.engine.extract;

/** A drawn straight line, horizontal or vertical, in the page's unit, with its thickness. */
public record Rule(double x0, double y0, double x1, double y1, double thickness) {
    /** Whether it runs from left to right rather than from top to bottom. */
    public boolean horizontal() {
        return x1 - x0 >= y1 - y0;
    }
}

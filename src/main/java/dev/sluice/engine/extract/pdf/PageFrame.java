package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import java.awt.geom.Point2D;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Brings coordinates of a PDF page to the page as displayed. There are three frames: user space (origin bottom left,
 * y upwards), the page unturned (origin top left of its crop box), and the page as displayed.
 */
final class PageFrame {
    private final PDRectangle crop;
    private final int rotation;

    PageFrame(PDPage page) {
        this.crop = page.getCropBox();
        this.rotation = Math.floorMod(page.getRotation(), 360);
    }

    int rotation() {
        return rotation;
    }

    private boolean turned() {
        return rotation == 90 || rotation == 270;
    }

    /** Width as displayed. */
    float width() {
        return Math.max(1, turned() ? crop.getHeight() : crop.getWidth());
    }

    /** Height as displayed. */
    float height() {
        return Math.max(1, turned() ? crop.getWidth() : crop.getHeight());
    }

    /** A point of user space. */
    Point2D fromUser(Point2D point) {
        return display(point.getX() - crop.getLowerLeftX(), crop.getUpperRightY() - point.getY());
    }

    /** A box in the frame of text that runs in the given direction on the unturned page. */
    Box fromText(Box box, int direction) {
        if (direction == rotation) {
            return box;
        }
        Point2D a = unturned(box.x0(), box.y0(), direction);
        Point2D b = unturned(box.x1(), box.y1(), direction);
        Point2D c = display(a.getX(), a.getY());
        Point2D d = display(b.getX(), b.getY());
        return new Box(
                Math.min(c.getX(), d.getX()), Math.min(c.getY(), d.getY()),
                Math.max(c.getX(), d.getX()), Math.max(c.getY(), d.getY()));
    }

    private Point2D unturned(double x, double y, int direction) {
        return switch (direction) {
            case 90 -> new Point2D.Double(y, crop.getHeight() - x);
            case 180 -> new Point2D.Double(crop.getWidth() - x, crop.getHeight() - y);
            case 270 -> new Point2D.Double(crop.getWidth() - y, x);
            default -> new Point2D.Double(x, y);
        };
    }

    private Point2D display(double u, double v) {
        return switch (rotation) {
            case 90 -> new Point2D.Double(crop.getHeight() - v, u);
            case 180 -> new Point2D.Double(crop.getWidth() - u, crop.getHeight() - v);
            case 270 -> new Point2D.Double(v, crop.getWidth() - u);
            default -> new Point2D.Double(u, v);
        };
    }
}

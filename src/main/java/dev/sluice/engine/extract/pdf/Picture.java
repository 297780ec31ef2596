package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * A picture drawn on a page.
 *
 * @param image null unless pictures are asked for
 */
record Picture(Box box, @Nullable PDImageXObject image) {
    double area() {
        return box.width() * box.height();
    }
}

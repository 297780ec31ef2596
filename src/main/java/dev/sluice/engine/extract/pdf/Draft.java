package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Table;
import org.jspecify.annotations.Nullable;

/**
 * A block before it is known what the document's usual font size is.
 *
 * @param marker the bullet or number of a list item, else empty
 * @param depth the depth of a list item
 * @param size font size of most of its text
 * @param bold whether nearly all of its text is bold
 * @param lines printed lines
 * @param edge whether it is the first or last thing on its page, near the page's edge
 */
record Draft(
        int page,
        String text,
        String marker,
        int depth,
        Box box,
        float size,
        boolean bold,
        int lines,
        Edge edge,
        @Nullable Table table) {
    /** The same at another place of the page. */
    Draft at(Edge other) {
        return new Draft(page, text, marker, depth, box, size, bold, lines, other, table);
    }

    /** Where on the page. */
    enum Edge {
        NONE,
        TOP,
        BOTTOM
    }
}

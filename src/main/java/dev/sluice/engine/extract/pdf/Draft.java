package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Table;
import org.jspecify.annotations.Nullable;

/**
 * A block before it is known what the document's usual font size is.
 *
 * @param marker the bullet or number of a list item, else empty
 * @param depth the depth of a list item
 * @param column left and right end of the column it stands in
 * @param style what it looks like
 * @param lines printed lines
 * @param spread whether its words stand in groups with wide gaps, as in a form or a row of a table
 * @param edge where on the page it stands, if near its upper or lower edge
 */
record Draft(
        int page,
        String text,
        String marker,
        int depth,
        Box box,
        Box column,
        TextStyle style,
        int lines,
        boolean spread,
        Edge edge,
        @Nullable Table table) {
    /** The same at another place of the page. */
    Draft at(Edge other) {
        return new Draft(page, text, marker, depth, box, column, style, lines, spread, other, table);
    }

    float size() {
        return style.size();
    }

    /** The text with its bullet or number. */
    String full() {
        return marker.isEmpty() ? text : marker + " " + text;
    }

    /** Where on the page. */
    enum Edge {
        NONE,
        TOP,
        BOTTOM
    }
}

package dev.sluice.engine.extract;

import java.util.Locale;

/** What a block is. */
public enum BlockType {
    HEADING,
    PARAGRAPH,
    LIST_ITEM,
    TABLE,
    CODE,
    /** A line repeated at the top of pages. */
    HEADER,
    /** A line repeated at the foot of pages. */
    FOOTER,
    /** A picture, only where pictures are asked for; or a chart or a picture on a sheet, of which there may be no image. */
    FIGURE;

    /** The word used in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.sluice.engine.extract;

import org.jspecify.annotations.Nullable;

/**
 * One piece of the text in reading order.
 *
 * @param page from 1; 0 where the format has no pages
 * @param level headings: 1 to 6; list items: depth from 0; else 0
 * @param marker list items: {@code "-"} or a number with its dot, such as {@code "3."}; else empty
 * @param text the plain text, lines separated by line feeds; empty for a table
 * @param box where it stands on the page, if known
 * @param table the table, if it is one
 * @param reference tables of spreadsheets: sheet and cells, such as {@code Sheet1!A1:D9}; figures: the name of the
 *     part with the picture; else null
 * @param drawing what is known of a picture or a chart, or of the chart a table comes from; else null
 */
public record Block(
        BlockType type,
        int page,
        int level,
        String marker,
        String text,
        @Nullable Box box,
        @Nullable Table table,
        @Nullable String reference,
        @Nullable Drawing drawing) {
    public Block {
        text = Texts.clean(text);
    }

    /** A block that refers to nothing. */
    public Block(
            BlockType type, int page, int level, String marker, String text, @Nullable Box box, @Nullable Table table) {
        this(type, page, level, marker, text, box, table, null, null);
    }

    private static final int DEEPEST_HEADING = 6;

    public static Block heading(int level, String text, int page, @Nullable Box box) {
        int kept = Math.max(1, Math.min(DEEPEST_HEADING, level));
        return new Block(BlockType.HEADING, page, kept, "", text.replace('\n', ' '), box, null);
    }

    public static Block paragraph(String text, int page, @Nullable Box box) {
        return new Block(BlockType.PARAGRAPH, page, 0, "", text, box, null);
    }

    public static Block listItem(int depth, String marker, String text, int page, @Nullable Box box) {
        return new Block(BlockType.LIST_ITEM, page, depth, marker, text, box, null);
    }

    public static Block code(String text, int page) {
        return new Block(BlockType.CODE, page, 0, "", text, null, null);
    }

    public static Block table(Table table, int page, @Nullable Box box) {
        return new Block(BlockType.TABLE, page, 0, "", "", box, table);
    }

    /** A picture whose image is the named part, or of which there is none; its text is what the document says of it, often nothing. */
    public static Block figure(@Nullable String part, String text, int page, @Nullable Box box) {
        return new Block(BlockType.FIGURE, page, 0, "", text, box, null, part, null);
    }

    /** The same block with what it refers to. */
    public Block refersTo(String other) {
        return new Block(type, page, level, marker, text, box, table, other, drawing);
    }

    /** The same block with what is known of its drawing. */
    public Block drawn(Drawing known) {
        return new Block(type, page, level, marker, text, box, table, reference, known);
    }

    /** Whether there is nothing of it to be shown in a text: a drawing without an image. */
    boolean isUnseen() {
        return type == BlockType.FIGURE && reference == null;
    }

    String referenceOrEmpty() {
        return reference == null ? "" : reference;
    }

    /** The text; of a table its cells, separated by tabs and line feeds. Made on every call, for tables can be long. */
    public String plain() {
        if (table == null) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (Table.Row row : table.rows()) {
            String before = plain.isEmpty() ? "" : "\n";
            for (Table.Cell cell : row.cells()) {
                plain.append(before).append(cell.text().replace('\n', ' '));
                before = "\t";
            }
        }
        return plain.toString();
    }

    /** The same block as another type. */
    public Block as(BlockType other, int newLevel) {
        return new Block(other, page, newLevel, marker, text, box, table, reference, drawing);
    }
}

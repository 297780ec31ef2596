package dev.sluice.engine.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is displayed.
 *
 * @param rows its rows, top to bottom; a cell that spans stands once, where it begins
 * @param method how it was found: {@code markup} by the document's own structure, {@code lattice} by ruling lines,
 *     {@code stream} by alignment, {@code chart} as the numbers that a chart draws
 * @param headerRows how many rows at its top are its header, where the document or its lines say so; else -1
 */
public record Table(List<Row> rows, String method, int headerRows) {
    /** A table of which it is not known which rows are its header. */
    public Table(List<Row> rows, String method) {
        this(rows, method, -1);
    }
    /** Widest table we keep; cells further right are joined into the last column. */
    public static final int MAX_COLUMNS = 16_384;

    /** One row; its cells from left to right. */
    public record Row(List<Cell> cells) {}

    /**
     * One cell.
     *
     * @param column from 0
     * @param columnSpan at least 1
     * @param rowSpan at least 1
     */
    public record Cell(
            String text,
            int column,
            int columnSpan,
            int rowSpan,
            @Nullable Box box) {
        public Cell {
            text = Texts.clean(text);
        }
    }

    /** How many columns the widest row reaches. */
    public int columns() {
        int most = 0;
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                most = Math.max(most, cell.column() + cell.columnSpan());
            }
        }
        return most;
    }
}

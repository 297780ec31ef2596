package dev.sluice.engine.extract.office;

import java.util.List;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;

/** Takes what POI reads from a sheet, cell by cell. */
final class SheetContents implements SheetContentsHandler {
    private static final String ERROR = "ERROR:";

    private final SheetCells cells;
    private final List<String> asides;
    private int row;
    private int column;

    SheetContents(SheetCells cells, List<String> asides) {
        this.cells = cells;
        this.asides = asides;
    }

    @Override
    public void startRow(int number) {
        row = number;
        column = -1;
    }

    @Override
    public void endRow(int number) {}

    @Override
    public void cell(@Nullable String reference, @Nullable String value, @Nullable XSSFComment comment) {
        column++;
        // Some programs leave the references out.
        CellReference place = reference == null ? null : new CellReference(reference);
        int at = place == null ? column : place.getCol();
        column = at;
        if (value != null) {
            cells.cell(
                    place == null ? row : place.getRow(),
                    at,
                    value.startsWith(ERROR) ? value.substring(ERROR.length()) : value);
        }
        if (comment != null && comment.getString() != null) {
            asides.add(comment.getString().getString());
        }
    }

    @Override
    public void headerFooter(String text, boolean isHeader, String tagName) {
        asides.add(text);
    }
}

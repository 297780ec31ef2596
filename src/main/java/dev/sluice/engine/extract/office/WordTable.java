package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Texts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.ICell;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFSDTCell;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTrPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** One table of a Word document: columns by the table's grid, cells merged over rows and columns. */
final class WordTable {
    private static final int MOST_SPAN = 1_000;
    private static final int DEEPEST = 5;

    private final XWPFTable table;
    private final DocumentSink sink;

    WordTable(XWPFTable table, DocumentSink sink) {
        this.table = table;
        this.sink = sink;
    }

    /** A cell as stored; {@code continued} when it belongs to the cell above. */
    private record Stored(String text, int column, int span, boolean continued) {}

    Table read() {
        List<List<Stored>> stored = new ArrayList<>();
        for (XWPFTableRow row : table.getRows()) {
            stored.add(row(row));
            sink.growing(stored.size(), row.getTableICells().size());
        }
        List<Table.Row> rows = new ArrayList<>();
        int headers = 0;
        while (headers < table.getNumberOfRows() && table.getRow(headers).isRepeatHeader()) {
            headers++;
        }
        for (int i = 0; i < stored.size(); i++) {
            List<Table.Cell> cells = new ArrayList<>();
            for (Stored cell : stored.get(i)) {
                if (!cell.continued) {
                    cells.add(new Table.Cell(cell.text, cell.column, cell.span, rowSpan(stored, i, cell.column), null));
                }
            }
            rows.add(new Table.Row(cells));
        }
        return new Table(rows, "markup", headers > 0 && headers < rows.size() ? headers : -1);
    }

    private static int rowSpan(List<List<Stored>> rows, int from, int column) {
        int span = 1;
        while (from + span < rows.size()
                && rows.get(from + span).stream().anyMatch(cell -> cell.continued && cell.column == column)) {
            span++;
        }
        return span;
    }

    private static List<Stored> row(XWPFTableRow row) {
        List<Stored> cells = new ArrayList<>();
        int column = skipped(row);
        for (ICell cell : row.getTableICells()) {
            if (cell instanceof XWPFTableCell plain) {
                CTTcPr properties = plain.getCTTc().getTcPr();
                int span = properties == null || !properties.isSetGridSpan()
                        ? 1
                        : bounded(properties.getGridSpan().getVal());
                boolean continued = properties != null
                        && properties.isSetVMerge()
                        && properties.getVMerge().getVal() != STMerge.RESTART;
                cells.add(new Stored(continued ? "" : text(plain.getBodyElements(), 0), column, span, continued));
                column += span;
            } else if (cell instanceof XWPFSDTCell control) {
                cells.add(new Stored(Texts.lines(control.getContent().getText()), column, 1, false));
                column++;
            }
        }
        return cells;
    }

    private static int skipped(XWPFTableRow row) {
        CTTrPr properties = row.getCtRow().getTrPr();
        return properties == null || properties.sizeOfGridBeforeArray() == 0
                ? 0
                : bounded(properties.getGridBeforeArray(0).getVal());
    }

    private static int bounded(BigInteger value) {
        return value.min(BigInteger.valueOf(MOST_SPAN)).max(BigInteger.ZERO).intValue();
    }

    /** A table inside a cell becomes lines of the cell. */
    private static String text(List<IBodyElement> elements, int depth) {
        StringBuilder text = new StringBuilder();
        for (IBodyElement element : elements) {
            if (element instanceof XWPFParagraph paragraph) {
                text.append(WordText.of(paragraph.getCTP()).withoutNotes()).append('\n');
            } else if (element instanceof XWPFTable inner && depth < DEEPEST) {
                for (XWPFTableRow row : inner.getRows()) {
                    row.getTableCells()
                            .forEach(cell -> text.append(text(cell.getBodyElements(), depth + 1)
                                            .replace('\n', ' '))
                                    .append(' '));
                    text.append('\n');
                }
            }
        }
        return Texts.lines(text.toString());
    }
}

package dev.sluice.engine.tables;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Joins a table with those that go on with it on the following pages. */
final class PageJoin {
    private static final double TOP = 0.3;
    private static final double SAME_EDGE = 0.04;

    private final Layout layout;

    PageJoin(Layout layout) {
        this.layout = layout;
    }

    /** The tables of one document in order, those that belong together joined. */
    List<FoundTable> join(List<FoundTable> tables) {
        List<FoundTable> joined = new ArrayList<>();
        FoundTable last = null;
        for (FoundTable table : tables) {
            if (last != null && goesOn(last, table)) {
                last = append(last, table);
                joined.set(joined.size() - 1, last);
            } else {
                joined.add(table);
                last = table;
            }
        }
        return joined;
    }

    private boolean goesOn(FoundTable above, FoundTable below) {
        if (below.firstPage() != above.lastPage() + 1
                || above.lastPage() == 0
                || above.grid().columns() != below.grid().columns()
                || below.caption() != null
                        && !continued(below.caption())
                        && above.caption() != null
                        && !below.caption().equals(above.caption())) {
            return false;
        }
        Page page = page(below.firstPage());
        if (page != null && below.box() != null && above.box() != null) {
            boolean top = below.box().y0() < TOP * page.height();
            double most = SAME_EDGE * page.width();
            boolean sameEdges = near(above.box(), below.box(), most);
            if (!top || !sameEdges) {
                return false;
            }
        }
        // Of a table of words only, what seems to be a header may be the next row.
        boolean header = below.headerRows() > 0 && !HeaderRows.isTextOnly(below.grid());
        return (!header || repeated(above, below) > 0) && !textBetween(above, below);
    }

    private static boolean near(Box a, Box b, double most) {
        return Math.abs(a.x0() - b.x0()) < most && Math.abs(a.x1() - b.x1()) < most;
    }

    private static boolean continued(String caption) {
        String low = caption.toLowerCase(Locale.ROOT);
        return low.contains("cont") || low.contains("fortsetzung") || low.contains("suite");
    }

    private @Nullable Page page(int number) {
        for (Page page : layout.pages()) {
            if (page.number() == number) {
                return page;
            }
        }
        return null;
    }

    /** Whether running text stands between the two, other than headers, footers and short notes. */
    private boolean textBetween(FoundTable above, FoundTable below) {
        boolean between = false;
        int table = 0;
        int from = number(above.citations().get(above.citations().size() - 1));
        int to = number(below.citations().get(0));
        for (Block block : layout.blocks()) {
            if (block.table() != null) {
                table++;
            } else if (table >= from && table < to) {
                boolean running = block.type() == BlockType.HEADER || block.type() == BlockType.FOOTER;
                between |= !running
                        && block.page() == below.firstPage()
                        && !continued(block.text())
                        && block.text().length() > 100;
                between |= block.type() == BlockType.HEADING && !continued(block.text());
            }
        }
        return between;
    }

    private static int number(String citation) {
        return Integer.parseInt(citation.substring(citation.lastIndexOf('t') + 1));
    }

    /** How many of the rows at the top of the lower table repeat the header of the upper one. */
    private static int repeated(FoundTable above, FoundTable below) {
        int same = 0;
        while (same < above.headerRows() && same < below.grid().rows() && sameRow(above.grid(), below.grid(), same)) {
            same++;
        }
        return same;
    }

    private static boolean sameRow(FoundTable.Grid a, FoundTable.Grid b, int row) {
        for (int column = 0; column < a.columns(); column++) {
            if (!a.textAt(row, column).equalsIgnoreCase(b.textAt(row, column))) {
                return false;
            }
        }
        return true;
    }

    private static FoundTable append(FoundTable above, FoundTable below) {
        int skip = repeated(above, below);
        int shift = above.grid().rows() - skip;
        List<FoundTable.Cell> cells = new ArrayList<>(above.grid().cells());
        for (FoundTable.Cell cell : below.grid().cells()) {
            if (cell.row() >= skip) {
                cells.add(new FoundTable.Cell(
                        cell.row() + shift, cell.column(), cell.rowSpan(), cell.columnSpan(), cell.text()));
            }
        }
        int rows = above.grid().rows() + below.grid().rows() - skip;
        List<String> citations = new ArrayList<>(above.citations());
        citations.addAll(below.citations());
        List<Integer> pages = new ArrayList<>(above.pages());
        pages.addAll(below.pages());
        return new FoundTable(
                above.input(),
                citations,
                pages,
                below.box(),
                above.caption(),
                new FoundTable.Grid(cells, rows, above.grid().columns()),
                above.method(),
                above.headerRows());
    }
}

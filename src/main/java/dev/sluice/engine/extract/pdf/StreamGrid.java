package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows and columns of lines that are taken to be one table. */
final class StreamGrid {
    private final List<TableLine> lines;
    private final RuledLines rules;
    private final Columns columns;
    private final List<List<StreamCell>> placed = new ArrayList<>();
    private final Box box;

    StreamGrid(List<TableLine> lines, RuledLines rules) {
        this.lines = lines;
        this.rules = rules;
        this.columns = Columns.of(lines);
        this.box = lines.stream()
                .flatMap(line -> line.pieces().stream())
                .map(Segment::box)
                .reduce(Box::union)
                .orElseThrow();
        for (int i = 0; i < lines.size(); i++) {
            placed.add(place(lines.get(i), i));
        }
    }

    List<TableLine> lines() {
        return lines;
    }

    RuledLines rules() {
        return rules;
    }

    Columns columns() {
        return columns;
    }

    Box box() {
        return box;
    }

    /** The cells of one line from left to right. */
    List<StreamCell> cells(int line) {
        return placed.get(line);
    }

    private List<StreamCell> place(TableLine line, int number) {
        List<StreamCell> cells = new ArrayList<>();
        for (Segment piece : line.pieces()) {
            Columns.Range whole = columns.range(piece.box());
            List<Segment> parts = whole.spanning() ? columns.split(piece) : List.of(piece);
            for (Segment part : parts) {
                Columns.Range range = columns.range(part.box());
                StreamCell last = cells.isEmpty() ? null : cells.get(cells.size() - 1);
                if (last != null && last.range().meets(range)) {
                    Segment both = TableLines.join(last.last(), part);
                    Columns.Range all = new Columns.Range(
                            last.range().first(), Math.max(last.range().last(), range.last()));
                    cells.set(cells.size() - 1, new StreamCell(both, all, number));
                } else {
                    cells.add(new StreamCell(part, range, number));
                }
            }
        }
        return cells;
    }

    /** Whether a line is drawn between two lines of text, over that part of the table's width. */
    boolean ruledBefore(int line, double part) {
        if (line <= 0) {
            return false;
        }
        double from = lines.get(line - 1).baseline() - 0.1 * lines.get(line - 1).size();
        double to = lines.get(line).baseline() - 0.5 * lines.get(line).size();
        return rules.separates(from, to, box.x0(), box.x1(), part);
    }

    /** Whether a line is drawn between two lines of text, over most of that cell's width. */
    boolean ruledBelow(StreamCell cell, int line) {
        if (line + 1 >= lines.size()) {
            return false;
        }
        double from = lines.get(line).baseline() - 0.1 * lines.get(line).size();
        double to = lines.get(line + 1).baseline() - 0.5 * lines.get(line + 1).size();
        return rules.separates(
                from, to, cell.last().box().x0(), cell.last().box().x1(), 0.6);
    }

    Table table() {
        int header = new HeaderLines(this).count();
        List<List<StreamCell>> rows = new ArrayList<>();
        List<Table.Row> built = new HeaderCells(this, header).rows();
        int headerRows = built.size();
        new BodyRows(this, header).addTo(rows);
        for (List<StreamCell> row : rows) {
            List<Table.Cell> cells = new ArrayList<>();
            row.sort(Comparator.comparingInt(cell -> cell.range().first()));
            int free = 0;
            for (StreamCell cell : row) {
                int first = Math.max(free, cell.range().first());
                int last = Math.max(first, cell.range().last());
                cells.add(new Table.Cell(cell.text(), first, last - first + 1, 1, cell.box()));
                free = last + 1;
            }
            built.add(new Table.Row(cells));
        }
        return new Table(built, "stream", headerRows);
    }
}

package dev.sluice.engine.schema;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives places to a text that has none (HTML, Word, sheets): lines below each other, the cells of a table in columns, so
 * that one set of rules reads every format.
 */
final class FlowLines {
    private static final double LINE = 14;
    private static final double HEIGHT = 10;
    private static final double LETTER = 6;
    private static final int LONGEST_LINE = 600;
    private static final int WIDEST_COLUMN = 60;
    private static final double GAP = 24;

    private final int page;
    private final List<List<Segment>> rows = new ArrayList<>();
    private double y = 20;
    private double width = 600;

    FlowLines(int page, List<ViewBuilder.Cited> blocks) {
        this.page = page;
        for (ViewBuilder.Cited cited : blocks) {
            Block block = cited.block();
            if (block.table() != null) {
                table(block.table(), cited.id());
            } else {
                for (String line : block.text().split("\n", -1)) {
                    line(line, block.type() == BlockType.HEADING, cited.id());
                }
            }
            y += LINE / 2;
        }
    }

    List<List<Segment>> rows() {
        return rows;
    }

    double width() {
        return width;
    }

    private void line(String line, boolean bold, String id) {
        for (int from = 0; from < line.length(); from += LONGEST_LINE) {
            String part = line.substring(from, Math.min(line.length(), from + LONGEST_LINE));
            List<Segment> row = new ArrayList<>();
            double x = 20;
            // A tab in running text stands where a form would leave a gap.
            for (String piece : part.split("\t| {3,}", -1)) {
                if (!piece.isBlank()) {
                    row.add(at(piece.strip(), x, y, bold, id));
                    x += piece.length() * LETTER + GAP;
                }
            }
            if (!row.isEmpty()) {
                rows.add(row);
                y += LINE;
            }
        }
    }

    private void table(Table table, String id) {
        double[] left = columns(table);
        for (int r = 0; r < table.rows().size(); r++) {
            List<Table.Cell> cells = table.rows().get(r).cells();
            int lines = 1;
            for (Table.Cell cell : cells) {
                lines = Math.max(lines, (int) cell.text().lines().count());
            }
            for (int i = 0; i < Math.min(lines, 50); i++) {
                List<Segment> row = new ArrayList<>();
                for (Table.Cell cell : cells) {
                    List<String> texts = cell.text().lines().toList();
                    String text = i < texts.size() ? texts.get(i).strip() : "";
                    if (!text.isEmpty() && cell.column() < left.length) {
                        String kept = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
                        row.add(at(kept, left[cell.column()], y, false, id));
                    }
                }
                if (!row.isEmpty()) {
                    rows.add(row);
                    y += LINE;
                }
            }
        }
    }

    private double[] columns(Table table) {
        int count = Math.min(table.columns(), 512);
        int[] letters = new int[count];
        for (Table.Row row : table.rows()) {
            for (Table.Cell cell : row.cells()) {
                if (cell.column() < count && cell.columnSpan() == 1) {
                    int longest =
                            cell.text().lines().mapToInt(String::length).max().orElse(0);
                    letters[cell.column()] = Math.max(letters[cell.column()], Math.min(WIDEST_COLUMN, longest));
                }
            }
        }
        double[] left = new double[count];
        double x = 20;
        for (int i = 0; i < count; i++) {
            left[i] = x;
            x += Math.max(4, letters[i]) * LETTER + GAP;
        }
        width = Math.max(width, x);
        return left;
    }

    private Segment at(String text, double x, double top, boolean bold, String id) {
        double end = x + Math.min(text.length(), WIDEST_COLUMN) * LETTER;
        return new Segment(text, page, x, top, end, top + HEIGHT, bold, id);
    }
}

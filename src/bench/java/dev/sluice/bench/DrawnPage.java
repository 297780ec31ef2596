package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Draws a table between paragraphs, with its title above and a note below; columns as wide as their cells need. */
final class DrawnPage {
    private static final float LEFT = 60;
    private static final float WIDTH = 480;
    private static final String PROSE =
            "The figures that follow were collected in the course of the annual survey and are"
                    + " subject to revision as further returns come in. Where a region did not report, the value of the year before"
                    + " was carried forward, which may affect the comparison of smaller regions with each other over longer periods.";

    private final DrawnTable table;
    private final Random random;
    private final PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private final float size;
    private final float pitch;
    private final float[] widths;
    private final float[] heights;
    private float y = 740;

    DrawnPage(DrawnTable table, int seed) throws IOException {
        this.table = table;
        this.random = new Random(seed);
        this.size = 7 + random.nextInt(4);
        this.pitch = size * (1.15f + random.nextFloat() * 0.6f);
        this.widths = new float[table.columns()];
        this.heights = new float[table.rows()];
        for (DrawnTable.Cell cell : table.cells()) {
            String[] lines = cell.text().split("\n");
            heights[cell.row()] = Math.max(heights[cell.row()], pitch + (lines.length - 1) * size * 1.15f);
            for (String line : lines) {
                float each = width(line, cell.header() ? bold : font, size) / cell.columnSpan();
                widths[cell.column()] = Math.max(widths[cell.column()], each);
            }
        }
        float used = 0;
        for (float width : widths) {
            used += width;
        }
        float gap = Math.min(40, Math.max(size, (WIDTH - used) / table.columns()));
        for (int i = 0; i < widths.length; i++) {
            widths[i] += gap;
        }
    }

    void save(Path file) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                prose(content);
                text(content, "Table " + (1 + random.nextInt(30)) + ". Returns of the annual survey", LEFT, bold, 10);
                y -= 8;
                table(content);
                y -= 6;
                text(content, "Source: annual survey, revised.", LEFT, font, 7);
                y -= 14;
                prose(content);
            }
            document.save(file.toFile());
        }
    }

    private void prose(PDPageContentStream content) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : PROSE.split(" ")) {
            if (width(line + word, font, 10) > WIDTH) {
                text(content, line.toString(), LEFT, font, 10);
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        text(content, line.toString(), LEFT, font, 10);
        y -= 12;
    }

    private void text(PDPageContentStream content, String text, float x, PDFont with, float points) throws IOException {
        show(content, text.strip(), x, y, with, points);
        y -= points * 1.25f;
    }

    private static void show(PDPageContentStream content, String text, float x, float at, PDFont with, float points)
            throws IOException {
        content.beginText();
        content.setFont(with, points);
        content.newLineAtOffset(x, at);
        content.showText(text);
        content.endText();
    }

    private static float width(String text, PDFont with, float points) throws IOException {
        return with.getStringWidth(text) / 1000 * points;
    }

    private void table(PDPageContentStream content) throws IOException {
        float[] tops = new float[table.rows() + 1];
        tops[0] = y + size * 0.2f;
        for (int row = 0; row < table.rows(); row++) {
            tops[row + 1] = tops[row] - heights[row];
        }
        float[] lefts = new float[widths.length + 1];
        lefts[0] = LEFT;
        for (int column = 0; column < widths.length; column++) {
            lefts[column + 1] = lefts[column] + widths[column];
        }
        for (DrawnTable.Cell cell : table.cells()) {
            cell(content, cell, lefts, tops);
        }
        lines(content, lefts, tops);
        y = tops[table.rows()] - size;
    }

    private void cell(PDPageContentStream content, DrawnTable.Cell cell, float[] lefts, float[] tops)
            throws IOException {
        String[] lines = cell.text().split("\n");
        PDFont with = cell.header() ? bold : font;
        float left = lefts[cell.column()];
        float right = lefts[cell.column() + cell.columnSpan()];
        float baseline = tops[cell.row() + cell.rowSpan()]
                + (pitch - size) / 2
                + size * 0.25f
                + (lines.length - 1) * size * 1.15f;
        for (String line : lines) {
            float wide = width(line, with, size);
            boolean centred = cell.columnSpan() > 1 || cell.header() && cell.column() > 0;
            boolean flush = cell.column() == 0 || table.style() == DrawnTable.Style.WORDS;
            float x = flush ? left + 3 : centred ? (left + right - wide) / 2 : right - wide - 4;
            show(content, line, x, baseline, with, size);
            baseline -= size * 1.15f;
        }
    }

    private void lines(PDPageContentStream content, float[] lefts, float[] tops) throws IOException {
        float left = lefts[0];
        float right = lefts[lefts.length - 1];
        int header = table.headerRows();
        for (int row = 0; row <= table.rows(); row++) {
            boolean edge = row == 0 || row == header || row == table.rows();
            boolean drawn = switch (table.style()) {
                case GRID, ROWS -> row == 0 || row >= header;
                case HEADER_AND_EDGES, FRAME_AND_COLUMNS, WORDS -> edge;
                case NONE -> false;
            };
            if (drawn) {
                line(content, left, tops[row], right, tops[row]);
            }
        }
        for (DrawnTable.Cell cell : table.cells()) {
            boolean spans = cell.header() && cell.columnSpan() > 1;
            if (spans && table.style() != DrawnTable.Style.NONE) {
                float from = lefts[cell.column()] + 2;
                line(
                        content,
                        from,
                        tops[cell.row() + cell.rowSpan()],
                        lefts[cell.column() + cell.columnSpan()] - 2,
                        tops[cell.row() + cell.rowSpan()]);
            }
            if (table.isUpright()) {
                upright(content, cell, lefts, tops);
            }
        }
        if (table.isUpright()) {
            line(content, left, tops[0], left, tops[table.rows()]);
            line(content, right, tops[0], right, tops[table.rows()]);
        }
    }

    /** The line at the left of the cell; a label that stands alone in its row leaves the others empty, not joined. */
    private void upright(PDPageContentStream content, DrawnTable.Cell cell, float[] lefts, float[] tops)
            throws IOException {
        float x = lefts[cell.column()];
        line(content, x, tops[cell.row()], x, tops[cell.row() + cell.rowSpan()]);
        boolean alone = table.cells().stream().noneMatch(other -> other != cell && other.row() == cell.row());
        for (int column = 1; alone && column < table.columns(); column++) {
            line(content, lefts[column], tops[cell.row()], lefts[column], tops[cell.row() + 1]);
        }
    }

    private static void line(PDPageContentStream content, float x0, float y0, float x1, float y1) throws IOException {
        content.setLineWidth(0.5f);
        content.moveTo(x0, y0);
        content.lineTo(x1, y1);
        content.stroke();
    }
}

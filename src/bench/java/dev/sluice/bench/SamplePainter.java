package dev.sluice.bench;

import java.io.IOException;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.jspecify.annotations.Nullable;

/** Draws the lines of a sample document onto new pages. */
final class SamplePainter implements AutoCloseable {
    private final PDDocument document;
    private final SampleStyle style;
    private final PDFont font;
    private final PDFont bold;
    private @Nullable PDPageContentStream content;
    private PDRectangle paper = PDRectangle.A4;
    private float y;
    private int number;

    SamplePainter(PDDocument document, SampleStyle style) {
        this.document = document;
        this.style = style;
        font = new PDType1Font(style.font());
        bold = new PDType1Font(style.bold());
    }

    void line(String line) throws IOException {
        if (line.equals("===")) {
            endPage();
        } else if (line.equals("@landscape")) {
            paper = new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth());
        } else if (line.startsWith("# ")) {
            y -= style.size();
            text(line.substring(2), bold, style.size() * 1.8f);
        } else if (line.startsWith("## ")) {
            y -= style.size() / 2;
            text(line.substring(3), bold, style.size() * 1.2f);
        } else if (line.startsWith("| ")) {
            row(line.substring(2).split("\\|", -1));
        } else {
            text(line, font, style.size());
        }
    }

    private void text(String text, PDFont with, float size) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line + " " + word, with, size) > paper.getWidth() - 2 * style.margin()) {
                show(line.toString(), with, size, style.margin());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        show(line.toString(), with, size, style.margin());
        y -= size * 0.6f;
    }

    private void row(String[] cells) throws IOException {
        float column = (paper.getWidth() - 2 * style.margin()) / Math.max(1, cells.length - 1);
        page(style.size());
        for (int i = 0; i < cells.length; i++) {
            write(cells[i].strip(), font, style.size(), style.margin() + i * column);
        }
        y -= style.size() * 1.4f;
    }

    private void show(String text, PDFont with, float size, float x) throws IOException {
        page(size);
        write(text, with, size, x);
        y -= size * 1.3f;
    }

    private void write(String text, PDFont with, float size, float x) throws IOException {
        PDPageContentStream to = content;
        if (to != null && !text.isEmpty()) {
            to.beginText();
            to.setFont(with, size);
            to.newLineAtOffset(x, y);
            to.showText(text);
            to.endText();
        }
    }

    private void page(float size) throws IOException {
        if (content != null && y < style.margin() + size * 2) {
            endPage();
        }
        if (content == null) {
            PDPage page = new PDPage(paper);
            document.addPage(page);
            content = new PDPageContentStream(document, page);
            number++;
            y = paper.getHeight() - 24;
            write(style.header(), font, 8, style.margin());
            y = paper.getHeight() - style.margin() - 20;
        }
    }

    private void endPage() throws IOException {
        PDPageContentStream to = content;
        if (to != null) {
            y = 22;
            write(String.format(Locale.ROOT, style.numbering(), number), font, 8, paper.getWidth() / 2);
            to.close();
            content = null;
        }
    }

    private static float width(String text, PDFont with, float size) throws IOException {
        return with.getStringWidth(text) / 1000 * size;
    }

    @Override
    public void close() throws IOException {
        endPage();
    }
}

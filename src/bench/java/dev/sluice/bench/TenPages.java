package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** A digital PDF of ten pages as they are common: an invoice with its lines, then a contract, a report with tables. */
final class TenPages {
    private static final PDType1Font PLAIN = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private static final PDType1Font BOLD = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private static final List<String> WORDS = List.of(
            "the agreement services shall party delivery notice payment term report results quarter growth customers"
                    .split(" "));
    private static final int LEFT = 60;
    private static final int LINE = 14;

    private final Random random;

    private TenPages(long seed) {
        this.random = new Random(seed);
    }

    static Path write(Path file, long seed) throws IOException {
        TenPages pages = new TenPages(seed);
        try (PDDocument document = new PDDocument()) {
            pages.page(document, "Invoice 2026-" + (1000 + seed), pages::invoice);
            for (int i = 2; i <= 6; i++) {
                pages.page(document, i + ". Obligations of the parties", pages::prose);
            }
            for (int i = 7; i <= 10; i++) {
                pages.page(document, "Results of quarter " + (i - 6), pages::figures);
            }
            document.save(file.toFile());
        }
        return file;
    }

    private interface Body {
        void write(PDPageContentStream out, int y) throws IOException;
    }

    private void page(PDDocument document, String title, Body body) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
            text(out, BOLD, 16, LEFT, 780, title);
            body.write(out, 750);
            text(out, PLAIN, 9, 280, 30, "Page " + document.getNumberOfPages() + " of 10");
        }
    }

    private void invoice(PDPageContentStream out, int top) throws IOException {
        int y = top;
        for (String line : List.of(
                "Invoice number: R-" + random.nextInt(100000),
                "Date: 2026-03-" + (10 + random.nextInt(18)),
                "Seller: Example Works GmbH",
                "IBAN: DE89 3704 0044 0532 0130 00")) {
            text(out, PLAIN, 10, LEFT, y, line);
            y -= LINE;
        }
        y = table(out, y - LINE, 20, List.of("Item", "Quantity", "Price", "Total"));
        text(out, PLAIN, 10, 320, y - LINE, "Net total: 1,000.00 EUR");
        text(out, BOLD, 10, 320, y - 2 * LINE, "Grand total: 1,190.00 EUR");
    }

    private void prose(PDPageContentStream out, int top) throws IOException {
        for (int y = top; y > 60; y -= LINE) {
            StringBuilder line = new StringBuilder();
            while (line.length() < 80) {
                line.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            text(out, PLAIN, 10, LEFT, y, line.toString());
        }
    }

    private void figures(PDPageContentStream out, int top) throws IOException {
        table(out, top, 40, List.of("Region", "Orders", "Revenue", "Change"));
    }

    private int table(PDPageContentStream out, int top, int rows, List<String> headers) throws IOException {
        int y = top;
        for (int column = 0; column < headers.size(); column++) {
            text(out, BOLD, 10, LEFT + column * 120, y, headers.get(column));
        }
        for (int row = 0; row < rows; row++) {
            out.moveTo(LEFT, y - 3);
            out.lineTo(LEFT + 470, y - 3);
            out.stroke();
            y -= LINE;
            text(out, PLAIN, 10, LEFT, y, WORDS.get(random.nextInt(WORDS.size())) + " " + row);
            for (int column = 1; column < headers.size(); column++) {
                String number = String.format(Locale.ROOT, "%,.2f", random.nextDouble() * 10000);
                text(out, PLAIN, 10, LEFT + column * 120, y, number);
            }
        }
        return y;
    }

    private static void text(PDPageContentStream out, PDType1Font font, int size, int x, int y, String text)
            throws IOException {
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(x, y);
        out.showText(text);
        out.endText();
    }
}

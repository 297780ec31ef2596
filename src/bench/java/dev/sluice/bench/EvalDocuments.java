package dev.sluice.bench;

import dev.sluice.bench.EvalExtract.Expected;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Makes documents of which all is known: a report in two columns, its scan, a Word file, a workbook. */
final class EvalDocuments {
    private static final PDFont REGULAR = new PDType1Font(FontName.TIMES_ROMAN);
    private static final PDFont BOLD = new PDType1Font(FontName.TIMES_BOLD);
    private static final String TEXT = "The tide gauge at the harbour wall records the level of the water every six"
            + " minutes, and the keeper compares it each morning with the painted staff beside the steps.";
    private static final List<String> TITLES = List.of(
            "1 Instruments", "1.1 Tide gauge", "1.2 Painted staff", "2 Daily routine", "2.1 Morning", "3 Results");
    private static final String HEADER = "Harbour office yearbook";

    private EvalDocuments() {}

    static Map<Path, Expected> make(Path folder) throws IOException {
        Map<Path, Expected> made = new LinkedHashMap<>();
        Path report = folder.resolve("made-report.pdf");
        made.put(report, report(report));
        Path scan = folder.resolve("made-scan.png");
        made.put(scan, scan(report, scan));
        Path word = folder.resolve("made-letter.docx");
        made.put(word, word(word));
        Path workbook = folder.resolve("made-workbook.xlsx");
        made.put(workbook, workbook(workbook));
        return made;
    }

    /** Three pages with a running header, page numbers, a title over two columns, and numbered headings. */
    private static Expected report(Path file) throws IOException {
        StringBuilder words = new StringBuilder("Water levels of the year " + HEADER + " ");
        try (PDDocument pdf = new PDDocument()) {
            for (int page = 0; page < 3; page++) {
                PDPage sheet = new PDPage(PDRectangle.A4);
                pdf.addPage(sheet);
                try (PDPageContentStream out = new PDPageContentStream(pdf, sheet)) {
                    line(out, REGULAR, 9, 72, 800, HEADER);
                    line(out, REGULAR, 9, 300, 40, Integer.toString(page + 1));
                    if (page == 0) {
                        line(out, BOLD, 20, 150, 750, "Water levels of the year");
                    }
                    for (int column = 0; column < 2; column++) {
                        int x = 72 + column * 240;
                        String title = TITLES.get(2 * page + column);
                        line(out, BOLD, 12, x, 700, title);
                        int y = column(out, x, 682);
                        words.append(title)
                                .append(' ')
                                .append(TEXT)
                                .append(' ')
                                .append(TEXT)
                                .append(' ');
                        column(out, x, y - 12);
                    }
                }
            }
            pdf.save(file.toFile());
        }
        List<String> headings = new ArrayList<>(TITLES);
        headings.add("Water levels of the year");
        return new Expected(words.toString(), headings, "");
    }

    private static int column(PDPageContentStream out, int x, int top) throws IOException {
        int y = top;
        StringBuilder open = new StringBuilder();
        for (String word : TEXT.split(" ")) {
            if (open.length() + word.length() > 44) {
                line(out, REGULAR, 10.5f, x, y, open.toString());
                open.setLength(0);
                y -= 13;
            }
            open.append(open.isEmpty() ? "" : " ").append(word);
        }
        line(out, REGULAR, 10.5f, x, y, open.toString());
        return y - 13;
    }

    private static void line(PDPageContentStream out, PDFont font, float size, float x, float y, String text)
            throws IOException {
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(x, y);
        out.showText(text);
        out.endText();
    }

    /** The report's first page as a picture. */
    private static Expected scan(Path report, Path file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(report.toFile())) {
            ImageIO.write(new PDFRenderer(pdf).renderImageWithDPI(0, 200), "png", file.toFile());
        }
        String words = "Water levels of the year " + HEADER + " " + TITLES.get(0) + " " + TITLES.get(1)
                + (" " + TEXT).repeat(4);
        return new Expected(words, List.of("Water levels of the year", TITLES.get(0), TITLES.get(1)), "");
    }

    /** Headings by bold type only, a table, a footnote. */
    private static Expected word(Path file) throws IOException {
        try (XWPFDocument word = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            bold(word, "Terms of the loan");
            word.createParagraph().createRun().setText(TEXT);
            bold(word, "Repayment");
            var paragraph = word.createParagraph();
            paragraph.createRun().setText("Paid in four parts");
            var note = word.createFootnote();
            note.createParagraph().createRun().setText("Except in leap years.");
            paragraph.addFootnoteReference(note);
            XWPFTable table = word.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Quarter");
            table.getRow(0).getCell(1).setText("Amount");
            table.getRow(1).getCell(0).setText("Spring");
            table.getRow(1).getCell(1).setText("1,250 crowns");
            word.write(out);
        }
        String cells = "Quarter Amount Spring 1,250 crowns";
        return new Expected(
                "Terms of the loan " + TEXT + " Repayment Paid in four parts Except in leap years. " + cells,
                List.of("Terms of the loan", "Repayment"),
                cells);
    }

    private static void bold(XWPFDocument word, String text) {
        var run = word.createParagraph().createRun();
        run.setBold(true);
        run.setText(text);
    }

    private static Expected workbook(Path file) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            XSSFSheet sheet = book.createSheet("Ferries");
            String[][] rows = {{"Ship", "Trips"}, {"Aurora", "118"}, {"Borealis", "97"}};
            for (int i = 0; i < rows.length; i++) {
                var row = sheet.createRow(i);
                for (int j = 0; j < rows[i].length; j++) {
                    row.createCell(j).setCellValue(rows[i][j]);
                }
            }
            book.write(out);
        }
        String cells = "Ship Trips Aurora 118 Borealis 97";
        return new Expected("Ferries " + cells, List.of("Ferries"), cells);
    }
}

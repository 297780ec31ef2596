package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import dev.sluice.engine.extract.ocr.PageReader;
import dev.sluice.engine.extract.ocr.Tesseract;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Reads what a PDF shows but does not hold as text: scans, text without letters, pictures of text among text. */
final class PdfOcr {
    /** A page with less text, most of it covered by pictures, is a scan with a stamp rather than a text page. */
    private static final int FEW_CHARACTERS = 40;

    private static final double MOSTLY_PICTURE = 0.5;
    private static final double MOSTLY_UNREADABLE = 0.3;
    private static final double POINTS_PER_INCH = 72;

    /** Smaller pictures are logos and signs. */
    private static final double LARGE_PICTURE = 0.06;

    private static final int MOST_PICTURES = 8;
    private static final int FEWEST_WORDS = 5;
    private static final double SURE = 0.75;

    private final PDDocument pdf;
    private final Tesseract tesseract;
    private final DocumentSink sink;
    private int picturesRead;

    PdfOcr(PDDocument pdf, Tesseract tesseract, DocumentSink sink) {
        this.pdf = pdf;
        this.tesseract = tesseract;
        this.sink = sink;
    }

    /** The page with what was read from its images. */
    Page read(Page page, List<Picture> pictures, double unreadable) throws IOException {
        int characters = page.words().stream().mapToInt(w -> w.text().length()).sum();
        double area = page.width() * page.height();
        double imagePart =
                Math.min(1, pictures.stream().mapToDouble(Picture::area).sum() / area);
        boolean garbage = unreadable > MOSTLY_UNREADABLE && tesseract.available(sink);
        boolean scan = characters == 0 && imagePart > 0.02 || characters < FEW_CHARACTERS && imagePart > MOSTLY_PICTURE;
        if (garbage || scan) {
            return readPage(page, garbage);
        }
        return page.words().isEmpty() ? page : readPictures(page, pictures);
    }

    private Page readPage(Page page, boolean garbage) throws IOException {
        BufferedImage image = render(page);
        double scale = page.width() / image.getWidth();
        Page read = new PageReader(tesseract).read(image, page.number(), page.rotation(), scale, sink);
        if (read.words().isEmpty()) {
            if (page.words().isEmpty()) {
                sink.warn("NO_TEXT", "Page " + page.number() + " is a picture without any text that could be read.");
            }
            return page;
        }
        boolean turned = read.rotation() != page.rotation();
        if (turned) {
            return read;
        }
        List<Word> all = new ArrayList<>(read.words());
        for (Word word : garbage ? List.<Word>of() : page.words()) {
            if (!isCovered(word, read.words())) {
                all.add(word);
            }
        }
        return new Page(page.number(), page.width(), page.height(), page.rotation(), "ocr", all, read.rules());
    }

    private static boolean isCovered(Word word, List<Word> by) {
        return by.stream()
                .anyMatch(f -> f.box().contains(word.box().centerX(), word.box().centerY()));
    }

    /** Adds the words of large pictures that hold text, such as screenshots and pasted scans. */
    private Page readPictures(Page page, List<Picture> pictures) throws IOException {
        List<Word> added = new ArrayList<>();
        BufferedImage image = null;
        for (Picture picture : pictures) {
            Box box = clip(picture.box(), page);
            boolean large = box.width() * box.height() > LARGE_PICTURE * page.width() * page.height();
            if (!large || picturesRead >= MOST_PICTURES || isWrittenOver(box, page.words())) {
                continue;
            }
            if (!tesseract.available(sink)) {
                return page;
            }
            picturesRead++;
            image = image == null ? render(page) : image;
            double scale = page.width() / image.getWidth();
            BufferedImage part = PageReader.cut(image, scaled(box, 1 / scale));
            List<Word> words = tesseract.read(part, page.number(), sink);
            words.stream()
                    .filter(word -> word.confidence() >= SURE)
                    .map(word -> word.scaled(scale).moved(box.x0(), box.y0()))
                    .forEach(added::add);
            long real = words.stream()
                    .filter(word -> word.confidence() >= SURE && word.text().length() >= 3)
                    .count();
            if (real < FEWEST_WORDS) {
                added.removeIf(
                        word -> box.contains(word.box().centerX(), word.box().centerY()));
            }
        }
        if (added.isEmpty()) {
            return page;
        }
        added.addAll(0, page.words());
        return new Page(
                page.number(), page.width(), page.height(), page.rotation(), page.source(), added, page.rules());
    }

    private static Box clip(Box box, Page page) {
        return new Box(
                Math.max(0, box.x0()),
                Math.max(0, box.y0()),
                Math.min(page.width(), box.x1()),
                Math.min(page.height(), box.y1()));
    }

    /** A picture with text of the page on it is a background, or its text is known already. */
    private static boolean isWrittenOver(Box box, List<Word> words) {
        return words.stream()
                        .filter(word ->
                                box.contains(word.box().centerX(), word.box().centerY()))
                        .limit(3)
                        .count()
                >= 3;
    }

    private static Box scaled(Box box, double scale) {
        return new Box(box.x0() * scale, box.y0() * scale, box.x1() * scale, box.y1() * scale);
    }

    private BufferedImage render(Page page) throws IOException {
        double dpi = sink.task().ocr().resolution();
        double pixels = page.width() * page.height() * dpi * dpi / POINTS_PER_INCH / POINTS_PER_INCH;
        double most = Math.min(
                sink.task().limits().imagePixels(), Runtime.getRuntime().maxMemory() / 8.0);
        if (pixels > most) {
            // A poster: as fine as fits.
            dpi *= Math.sqrt(most / pixels);
        }
        return new PDFRenderer(pdf).renderImageWithDPI(page.number() - 1, (float) dpi, ImageType.GRAY);
    }
}

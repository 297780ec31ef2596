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
        return new Page(page.number(), page.width(), page.height(), page.rotation(), "ocr", all, page.rules());
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
            BufferedImage part = cut(image, box, scale);
            List<Word> words = tesseract.read(part, page.number(), sink);
            words.stream()
                    .filter(word -> word.confidence() >= SURE)
                    .map(word -> moved(word.scaled(scale), box))
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

    private static BufferedImage cut(BufferedImage image, Box box, double scale) {
        int x = (int) Math.max(0, Math.min(image.getWidth() - 1, box.x0() / scale));
        int y = (int) Math.max(0, Math.min(image.getHeight() - 1, box.y0() / scale));
        int width = (int) Math.max(1, Math.min(image.getWidth() - x, box.width() / scale));
        int height = (int) Math.max(1, Math.min(image.getHeight() - y, box.height() / scale));
        BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        part.getRaster().setRect(image.getRaster().createChild(x, y, width, height, 0, 0, null));
        return part;
    }

    private static Word moved(Word word, Box by) {
        Box box = word.box();
        Box to = new Box(box.x0() + by.x0(), box.y0() + by.y0(), box.x1() + by.x0(), box.y1() + by.y0());
        return new Word(
                word.text(), to, word.baseline() + by.y0(), word.size(), word.weight(), word.confidence(), word.font());
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

package dev.sluice.engine.extract.ocr;

import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the image of a whole page; one that lies on its side or head is turned first. */
public final class PageReader {
    private static final int FEW_WORDS = 6;
    private static final double HARDLY_READ = 0.55;

    private final Tesseract tesseract;

    public PageReader(Tesseract tesseract) {
        this.tesseract = tesseract;
    }

    /**
     * The page as it was read.
     *
     * @param gray an image of type {@link BufferedImage#TYPE_BYTE_GRAY}
     * @param rotation by how much the page was turned before the image was made, in degrees clockwise
     * @param scale from pixels to the page's unit
     * @return its words may be none; if the page was turned, so is its frame, and its rotation says so
     */
    public Page read(BufferedImage gray, int number, int rotation, double scale, DocumentSink sink) throws IOException {
        List<Word> words = tesseract.read(gray, number, sink);
        BufferedImage read = gray;
        int turned = 0;
        if (tesseract.available(sink) && isDoubtful(words)) {
            turned = tesseract.turn(gray, sink);
            if (turned > 0) {
                BufferedImage upright = turn(gray, turned);
                List<Word> again = tesseract.read(upright, number, sink);
                if (quality(again) > quality(words)) {
                    words = again;
                    read = upright;
                } else {
                    turned = 0;
                }
            }
        }
        List<Word> scaled = new ArrayList<>(words.size());
        words.forEach(word -> scaled.add(word.scaled(scale)));
        return new Page(
                number,
                read.getWidth() * scale,
                read.getHeight() * scale,
                (rotation + turned) % 360,
                words.isEmpty() ? "none" : "ocr",
                scaled,
                List.of());
    }

    private static boolean isDoubtful(List<Word> words) {
        double sum = words.stream().mapToDouble(Word::confidence).sum();
        return words.size() < FEW_WORDS || sum < HARDLY_READ * words.size();
    }

    private static double quality(List<Word> words) {
        return words.stream()
                .mapToDouble(word -> word.confidence() * word.text().length())
                .sum();
    }

    private static BufferedImage turn(BufferedImage image, int degrees) {
        boolean sideways = degrees != 180;
        int width = sideways ? image.getHeight() : image.getWidth();
        int height = sideways ? image.getWidth() : image.getHeight();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        AffineTransform turn = new AffineTransform();
        turn.translate(width / 2.0, height / 2.0);
        turn.quadrantRotate(degrees / 90);
        turn.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(image, turn, null);
        graphics.dispose();
        return turned;
    }
}

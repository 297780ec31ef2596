package dev.sluice.engine.extract.ocr;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Word;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the image of a whole page; one that lies on its side or head is turned first. */
public final class PageReader {
    private static final int FEW_WORDS = 6;
    private static final int MOST_GRIDS = 8;
    private static final int SMALL_IMAGE = 1_700;
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
        if (Math.max(gray.getWidth(), gray.getHeight()) < SMALL_IMAGE && tesseract.available(sink)) {
            // Letters of a screenshot or a coarse scan are too small for tesseract.
            return read(enlarged(gray), number, rotation, scale / 2, sink);
        }
        List<Rule> rules = ImageRules.find(gray);
        List<Word> words = words(gray, rules, number, sink);
        BufferedImage read = gray;
        int turned = 0;
        if (tesseract.available(sink) && isDoubtful(words)) {
            turned = tesseract.turn(gray, sink);
            if (turned > 0) {
                BufferedImage upright = turn(gray, turned);
                List<Rule> turnedRules = ImageRules.find(upright);
                List<Word> again = words(upright, turnedRules, number, sink);
                if (quality(again) > quality(words)) {
                    rules = turnedRules;
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
                rules.stream().map(rule -> scaled(rule, scale)).toList());
    }

    private static Rule scaled(Rule rule, double scale) {
        return new Rule(
                rule.x0() * scale, rule.y0() * scale, rule.x1() * scale, rule.y1() * scale, rule.thickness() * scale);
    }

    /** What lines make a table of is read by itself, without the lines. */
    private List<Word> words(BufferedImage gray, List<Rule> rules, int number, DocumentSink sink) throws IOException {
        List<Word> words = new ArrayList<>(tesseract.read(gray, number, sink));
        List<Box> grids = tesseract.available(sink) ? ImageRules.grids(rules) : List.of();
        if (grids.isEmpty() || grids.size() > MOST_GRIDS) {
            return words;
        }
        BufferedImage clean = ImageRules.without(gray, rules);
        for (Box grid : grids) {
            List<Word> before = words.stream()
                    .filter(word ->
                            grid.contains(word.box().centerX(), word.box().centerY()))
                    .toList();
            List<Word> again = new ArrayList<>();
            for (Word word : tesseract.readBlock(cut(clean, grid), number, sink)) {
                again.add(word.moved(Math.floor(grid.x0()), Math.floor(grid.y0())));
            }
            if (quality(again) > quality(before)) {
                words.removeAll(Set.copyOf(before));
                words.addAll(again);
            }
        }
        return words;
    }

    /** A part of an image, as an image of its own. */
    public static BufferedImage cut(BufferedImage image, Box box) {
        int x = (int) Math.max(0, Math.min(image.getWidth() - 1.0, Math.floor(box.x0())));
        int y = (int) Math.max(0, Math.min(image.getHeight() - 1.0, Math.floor(box.y0())));
        int width = (int) Math.max(1, Math.min(image.getWidth() - (double) x, box.width()));
        int height = (int) Math.max(1, Math.min(image.getHeight() - (double) y, box.height()));
        BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        part.getRaster().setRect(image.getRaster().createChild(x, y, width, height, 0, 0, null));
        return part;
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

    private static BufferedImage enlarged(BufferedImage image) {
        BufferedImage twice =
                new BufferedImage(2 * image.getWidth(), 2 * image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = twice.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, twice.getWidth(), twice.getHeight(), null);
        graphics.dispose();
        return twice;
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

package dev.sluice.engine.extract.ocr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Images as tesseract likes them: shades of gray on white. */
final class GrayImages {
    private GrayImages() {}

    /** The image in gray, transparent parts white; the same image if it is gray already. */
    static BufferedImage gray(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return image;
        }
        BufferedImage gray = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = gray.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return gray;
    }

    /** Writes the simplest of all image formats, which needs no compression on either side. */
    static void writePgm(BufferedImage gray, OutputStream out) throws IOException {
        String header = "P5\n" + gray.getWidth() + " " + gray.getHeight() + "\n255\n";
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(((DataBufferByte) gray.getRaster().getDataBuffer()).getData());
    }
}

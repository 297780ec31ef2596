package dev.sluice.engine.extract;

import dev.sluice.engine.PartFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Writes the pictures of a document as parts of its result: PNG and JPEG as they are, others as PNG; each once. */
final class Figures {
    private static final int MOST = 1_000;
    private static final int SMALLEST = 24;

    private final Path directory;
    private final long mostBytes;
    private final long mostPixels;
    private final List<PartFile> parts = new ArrayList<>();
    private final Map<String, String> known = new HashMap<>();
    private long bytes;
    private boolean full;

    Figures(Path directory, long mostBytes, long mostPixels) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.mostPixels = mostPixels;
    }

    List<PartFile> parts() {
        return parts;
    }

    /** Whether there were more pictures than are written. */
    boolean full() {
        return full;
    }

    /** The name of the part that holds this picture; null if it is too small, unreadable or one too many. */
    @Nullable
    String add(byte[] image) throws IOException {
        boolean jpeg = image.length > 3 && image[0] == (byte) 0xff && image[1] == (byte) 0xd8;
        boolean png = image.length > 8 && image[0] == (byte) 0x89 && image[1] == 'P';
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width < SMALLEST || height < SMALLEST || width * height > mostPixels) {
                    return null;
                }
                return jpeg || png ? write(image, jpeg) : add(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // A damaged picture harms nobody.
            return null;
        }
    }

    /** As {@link #add(byte[])}, of an image already unpacked. */
    @Nullable
    String add(BufferedImage image) throws IOException {
        if (image.getWidth() < SMALLEST || image.getHeight() < SMALLEST) {
            return null;
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        return ImageIO.write(image, "png", png) ? write(png.toByteArray(), false) : null;
    }

    private @Nullable String write(byte[] image, boolean jpeg) throws IOException {
        String digest = HexFormat.of().formatHex(PartWriter.sha256(image));
        String same = known.get(digest);
        if (same != null) {
            return same;
        }
        if (parts.size() >= MOST || bytes + image.length > mostBytes) {
            full = true;
            return null;
        }
        String name = "figure-" + (parts.size() + 1) + (jpeg ? ".jpg" : ".png");
        PartWriter part = new PartWriter(directory.resolve(name), jpeg ? "image/jpeg" : "image/png", mostBytes);
        try (part) {
            part.write(image);
        }
        bytes += image.length;
        parts.add(part.part());
        known.put(digest, name);
        return name;
    }
}

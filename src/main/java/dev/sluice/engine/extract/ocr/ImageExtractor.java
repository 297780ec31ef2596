package dev.sluice.engine.extract.ocr;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.pdf.PageBlocks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures: each image of the file is a page, read by tesseract. */
public final class ImageExtractor implements Extractor {
    private static final Set<String> TYPES = Set.of(
            "image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp", "image/x-ms-bmp", "image/vnd.wap.wbmp");

    private final PageReader pageReader;

    public ImageExtractor(Tesseract tesseract) {
        this.pageReader = new PageReader(tesseract);
    }

    @Override
    public boolean reads(String mediaType) {
        return TYPES.contains(mediaType);
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        // Java's image library keeps a cache file in the temporary folder otherwise.
        ImageIO.setUseCache(false);
        try (ImageInputStream in = ImageIO.createImageInputStream(document.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no reader knows this image");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                pages(reader, document, sink);
            } finally {
                reader.dispose();
            }
        }
    }

    private void pages(ImageReader reader, Path document, DocumentSink sink) throws IOException {
        int count = reader.getNumImages(true);
        sink.pageCount(count);
        PageBlocks blocks = new PageBlocks(sink);
        for (int i = 0; i < count; i++) {
            if (!sink.options().pages().includes(i + 1)) {
                continue;
            }
            checkSize(reader.getWidth(i), reader.getHeight(i), sink);
            BufferedImage image = reader.read(i);
            // One picture is handed on as it came, several as they were unpacked.
            String part = !sink.wantsFigures()
                    ? null
                    : count == 1 ? sink.picture(Files.readAllBytes(document)) : sink.picture(image);
            blocks.add(pageReader.read(GrayImages.gray(image), i + 1, 0, 1, sink));
            if (part != null) {
                Box whole = new Box(0, 0, reader.getWidth(i), reader.getHeight(i));
                blocks.figures(List.of(Block.figure(part, "", i + 1, whole)));
            }
        }
        blocks.finish();
    }

    /** Asked before a single pixel is unpacked: a picture of a few kilobytes can claim gigabytes. */
    private static void checkSize(long width, long height, DocumentSink sink) {
        long most = sink.task().limits().imagePixels();
        if (width * height > most) {
            throw new SluiceException(
                    ErrorCode.OUTPUT_TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The image has %,d × %,d pixels; at most %,d are unpacked (sluice.limits.image-pixels).",
                            width,
                            height,
                            most));
        }
    }
}

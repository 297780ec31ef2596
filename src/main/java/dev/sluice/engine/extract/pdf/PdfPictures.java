package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/** Writes the pictures of PDF pages as parts of the result, a picture that returns on every page once. */
final class PdfPictures {
    private static final double WHOLE_PAGE = 0.9;
    private static final double SMALLEST = 12;

    private final DocumentSink sink;
    private final Set<COSBase> seen = new HashSet<>();

    PdfPictures(DocumentSink sink) {
        this.sink = sink;
    }

    /** The figures of a page; a picture of the whole page is the page. */
    List<Block> of(Page page, List<Picture> pictures) throws IOException {
        List<Block> figures = new ArrayList<>();
        for (Picture picture : pictures) {
            PDImageXObject image = picture.image();
            Box box = picture.box();
            boolean whole = picture.area() > WHOLE_PAGE * page.width() * page.height();
            boolean tiny = box.width() < SMALLEST || box.height() < SMALLEST;
            if (image == null || whole || tiny || !seen.add(image.getCOSObject())) {
                continue;
            }
            String part = write(image);
            if (part != null) {
                figures.add(Block.figure(part, "", page.number(), box));
            }
        }
        return figures;
    }

    private @Nullable String write(PDImageXObject image) throws IOException {
        long pixels = (long) image.getWidth() * image.getHeight();
        double most = Math.min(
                sink.task().limits().imagePixels(), Runtime.getRuntime().maxMemory() / 16.0);
        if (pixels > most) {
            return null;
        }
        try {
            boolean plain = image.getMask() == null && image.getSoftMask() == null;
            boolean colours = image.getColorSpace().getNumberOfComponents() != 4;
            if (plain && colours && "jpg".equals(image.getSuffix())) {
                ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
                try (InputStream in = image.createInputStream(List.of(COSName.DCT_DECODE.getName()))) {
                    in.transferTo(jpeg);
                }
                return sink.picture(jpeg.toByteArray());
            }
            return sink.picture(image.getImage());
        } catch (IOException | RuntimeException e) {
            sink.warn("FIGURE_UNREADABLE", "A picture of the document is damaged and was left out.");
            return null;
        }
    }
}
